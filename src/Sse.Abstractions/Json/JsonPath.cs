using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sse;

/// <summary>Finds out where in a document a byte is, when it is known that something is wrong there: reading keeps no path.</summary>
internal static class JsonPath
{
    /// <summary>The path of the value that the byte is in or after.</summary>
    /// <param name="utf8Json">The document; it may be malformed from the position on.</param>
    /// <param name="position">The byte.</param>
    public static string At(ReadOnlySpan<byte> utf8Json, long position)
    {
        // One step per open object (its current name) or array (its current index).
        var steps = new Stack<(string? Name, int Index)>();
        var reader = new Utf8JsonReader(utf8Json);
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= position)
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) steps.Pop();
                else if (reader.TokenType != JsonTokenType.PropertyName) NextElement(steps);

                if (reader.TokenType == JsonTokenType.PropertyName) Replace(steps, (Name(ref reader), 0));
                else if (reader.TokenStartIndex == position) break;
                else if (reader.TokenType == JsonTokenType.StartObject) steps.Push(("", 0));
                else if (reader.TokenType == JsonTokenType.StartArray) steps.Push((null, -1));
            }
        }
        catch (JsonException)
        {
            // The steps lead to what could not be read.
        }
        return Format(steps);
    }

    private static void NextElement(Stack<(string? Name, int Index)> steps)
    {
        if (steps.TryPeek(out var step) && step.Name is null) Replace(steps, (null, step.Index + 1));
    }

    private static void Replace(Stack<(string? Name, int Index)> steps, (string? Name, int Index) step)
    {
        steps.Pop();
        steps.Push(step);
    }

    private static string Name(ref Utf8JsonReader reader)
    {
        try { return reader.GetString()!; }
        catch (InvalidOperationException) { return Encoding.UTF8.GetString(reader.ValueSpan); }
    }

    private static string Format(Stack<(string? Name, int Index)> steps)
    {
        var path = new StringBuilder("$");
        foreach (var (name, index) in steps.Reverse())
        {
            if (name is null) path.Append(CultureInfo.InvariantCulture, $"[{Math.Max(index, 0)}]");
            else if (name.Length > 0 && name.All(unit => char.IsLetterOrDigit(unit) || unit == '_')) path.Append('.').Append(name);
            else if (name.Length > 0) path.Append("['").Append(name).Append("']");
        }
        return path.ToString();
    }
}
