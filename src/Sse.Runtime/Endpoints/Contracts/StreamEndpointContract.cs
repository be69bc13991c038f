namespace Sse;

/// <summary>Says that an endpoint answers with streams, and nothing of what they hold: its handler publishes what it likes.</summary>
internal sealed class StreamEndpointContract : ISseEndpointContract
{
    public static readonly StreamEndpointContract Instance = new();

    private StreamEndpointContract()
    {
    }

    public string? HubName => null;

    public string ToJson() => """{"sse":1,"events":[]}""";
}
