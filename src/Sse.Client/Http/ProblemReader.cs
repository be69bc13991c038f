using System.Text.Json;

namespace Sse;

/// <summary>Reads problem details. Source: RFC 9457, section 3.1: a member of another type than its own is ignored.</summary>
internal static class ProblemReader
{
    public const string MediaType = "application/problem+json";

    /// <summary>The problem, or null when the text is none.</summary>
    public static SseProblemDetails? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var member in document.RootElement.EnumerateObject()) members[member.Name] = member.Value.Clone();
            return new SseProblemDetails
            {
                Type = Text("type"),
                Title = Text("title"),
                Status = members.Remove("status", out var status) && status.ValueKind == JsonValueKind.Number && status.TryGetInt32(out var number) ? number : null,
                Detail = Text("detail"),
                Instance = Text("instance"),
                Extensions = members,
            };

            string? Text(string name) => members.Remove(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Cut at the bound, or no JSON after all: the body itself is told.
            return null;
        }
    }
}
