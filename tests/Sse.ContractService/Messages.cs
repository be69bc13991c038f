using System.Text.Json.Serialization;

namespace Sse.ContractService;

/// <summary>How to create a client.</summary>
internal sealed record CreateParameters(
    Uri? StreamUrl,
    Uri? CallbackUrl,
    string? Tag,
    int? InitialDelayMs,
    int? ReadTimeoutMs,
    string? LastEventId,
    Dictionary<string, string>? Headers,
    string? Method,
    string? Body);

/// <summary>What a client is told to do.</summary>
internal sealed record Command([property: JsonPropertyName("command")] string? Name);

/// <summary>What a client has received, for the suite.</summary>
internal sealed record Callback(string Kind)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReceivedEvent? Event { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Comment { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}

/// <summary>An event.</summary>
internal sealed record ReceivedEvent(string Type, string Data, string Id);
