using System.Text.Json;

namespace Sse;

/// <summary>Reads contracts. What it doesn't know it passes over: later versions add to them.</summary>
internal static class ContractReader
{
    private const int Version = 1;

    public static HubContract Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("sse", out var version)) throw new SseContractException("This is no contract: it has no 'sse' that says its version.");
            if (version.GetInt32() != Version) throw new SseContractException($"The contract is of version {version.GetInt32()}, which this version of Sse doesn't read.");
            return new HubContract(
                Text(root, "hub"),
                OptionalText(root, "namespace"),
                OptionalText(root, "description"),
                Flag(root, "deprecated"),
                OptionalText(root, "topics") is not "none",
                [.. Member(root, "events").EnumerateArray().Select(ReadEvent)]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException and not SseContractException)
        {
            throw new SseContractException($"This is no contract of a hub: {error.Message}", error);
        }
    }

    private static EventContract ReadEvent(JsonElement element) => new(
        Text(element, "event"),
        Text(element, "type"),
        OptionalText(element, "description"),
        Flag(element, "deprecated"),
        element.TryGetProperty("key", out var key) ? [.. key.EnumerateArray().Select(name => name.GetString()!)] : null,
        OptionalText(element, "removes"),
        Member(element, "schema").Clone());

    private static JsonElement Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value : throw new SseContractException($"The contract lacks '{name}': {Beginning(element)}");

    private static string Text(JsonElement element, string name) => Member(element, name).GetString() ?? throw new SseContractException($"The contract's '{name}' is null.");

    private static string? OptionalText(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;

    private static string Beginning(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length <= 80 ? text : $"{text.AsSpan(0, 80)}…";
    }
}
