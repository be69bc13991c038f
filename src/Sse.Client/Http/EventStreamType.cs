using System.Buffers;
using System.Net.Http.Headers;

namespace Sse;

/// <summary>Whether an answer's <c>Content-Type</c> makes it an event stream.</summary>
/// <remarks>
/// Source: the Fetch standard, "extract a MIME type": of several values the last that is a MIME type counts; case and
/// parameters don't (an event stream is UTF-8 whatever <c>charset</c> says).
/// </remarks>
internal static class EventStreamType
{
    private static readonly SearchValues<char> NotInEssence = SearchValues.Create(" \t\"(),:;<=>?@[\\]{}");

    public static bool Matches(HttpContentHeaders headers)
    {
        var matches = false;
        if (!headers.NonValidated.TryGetValues("Content-Type", out var values)) return false;
        foreach (var value in values)
        {
            foreach (var part in SplitOutsideQuotes(value))
            {
                var essence = part.Split(';', 2)[0].Trim([' ', '\t', '\r', '\n']);
                if (IsMimeType(essence)) matches = essence.Equals(ProtocolWords.MediaType, StringComparison.OrdinalIgnoreCase);
            }
        }
        return matches;
    }

    private static bool IsMimeType(string essence)
    {
        var slash = essence.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < essence.Length - 1 && essence is not "*/*" && !essence.AsSpan().ContainsAny(NotInEssence);
    }

    private static List<string> SplitOutsideQuotes(string value)
    {
        var (parts, start, quoted) = (new List<string>(), 0, false);
        for (var i = 0; i < value.Length; i++)
        {
            if (quoted && value[i] == '\\') i++;
            else if (value[i] == '"') quoted = !quoted;
            else if (value[i] == ',' && !quoted)
            {
                parts.Add(value[start..i]);
                start = i + 1;
            }
        }
        parts.Add(value[start..]);
        return parts;
    }
}
