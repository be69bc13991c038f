using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sse;

/// <summary>A text that a schema allows.</summary>
internal static class ExampleText
{
    private const string Any = "text";

    // What a pattern may want; the first that it takes is taken.
    private static readonly string[] Candidates =
        [Any, "1", "12.5", "1.2.3", "2026-01-01T12:00:00", "2026-01-01T12:00:00Z", "2026-01-01", "12:00:00", "01:30:00", "a", "A", "1.00:00:00", ""];

    /// <summary>Makes one.</summary>
    /// <param name="schema">A schema whose type is a string.</param>
    public static string Of(JsonObject schema)
    {
        var wanted = ((string?)schema["contentEncoding"] ?? (string?)schema["format"]) switch
        {
            "base64" => "AQID",
            "uuid" => "6f9619ff-8b86-4d11-b42d-00c04fc964ff",
            "date-time" => "2026-01-01T12:00:00+00:00",
            "date-time-local" => "2026-01-01T12:00:00",
            "date" => "2026-01-01",
            "time-of-day" => "12:00:00",
            "timespan" => "01:30:00",
            "uri-reference" or "uri" => "/items/1",
            _ => (int?)schema["maxLength"] is { } most && most < Any.Length ? Any[..most] : Any,
        };
        return (string?)schema["pattern"] is not { } pattern || Takes(pattern, wanted) ? wanted : Candidates.FirstOrDefault(candidate => Takes(pattern, candidate)) ?? wanted;
    }

    private static bool Takes(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
