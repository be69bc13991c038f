using System.Text;

namespace Sse.Tests.Wire;

/// <summary>
/// The standard's algorithm written down as plainly as it reads there, over the decoded text of a whole stream: the
/// parser's oracle. WHATWG HTML, "Server-sent events", sections "Parsing" and "Interpreting an event stream".
/// </summary>
internal static class LineByLineParser
{
    public static List<Found> Parse(ReadOnlySpan<byte> stream)
    {
        var text = Encoding.UTF8.GetString(stream);
        if (text.StartsWith('\uFEFF')) text = text[1..];

        var found = new List<Found>();
        var (data, type, idBuffer, lastEventId, idSet) = ("", "", "", "", false);
        foreach (var line in Lines(text))
        {
            if (line.Length == 0)
            {
                lastEventId = idBuffer;
                if (data.Length > 0) found.Add(Found.Event(type.Length == 0 ? "message" : type, data[..^1], lastEventId));
                else if (idSet) found.Add(Found.Position(lastEventId));
                (data, type, idSet) = ("", "", false);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            if (value.StartsWith(' ')) value = value[1..];
            if (colon == 0) found.Add(Found.Comment(value, lastEventId));
            else if (field is "event") type = value;
            else if (field is "data") data += value + "\n";
            else if (field is "id" && !value.Contains('\0', StringComparison.Ordinal)) (idBuffer, idSet) = (value, true);
            else if (field is "retry" && value.Length > 0 && value.All(c => c is >= '0' and <= '9'))
            {
                found.Add(Found.Retry((long)System.Numerics.BigInteger.Min(int.MaxValue, System.Numerics.BigInteger.Parse(value, System.Globalization.CultureInfo.InvariantCulture)), lastEventId));
            }
        }
        return found;
    }

    /// <summary>Lines that have an end; what follows the last end is not a line yet.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\r' or '\n')) continue;
            yield return text[start..i];
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            start = i + 1;
        }
    }
}
