namespace Sse;

/// <summary>
/// What one reading asks for, where it differs from the client's options. Any number of readings may share a client, its
/// HttpClient and its connections. Copied when the reading is made.
/// </summary>
public sealed class SseRequest
{
    /// <summary>The method. Null: POST with a <see cref="Content"/> of its own, otherwise the client's.</summary>
    public HttpMethod? Method { get; init; }

    /// <summary>Makes the body, a new one whenever it is called. Null: the client's, if it has one.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Headers besides the client's; of two with one name, this one counts.</summary>
    public IDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id to resume after in the first request; null or empty for none. The client's is not used.</summary>
    public string? LastEventId { get; init; }

    /// <summary>Whether the request is sent again. Null: as the client's options say.</summary>
    public SseReconnect? Reconnect { get; init; }
}
