namespace Sse;

/// <summary>Makes the requests for a stream.</summary>
internal static class StreamRequest
{
    /// <summary>A request to the stream's own origin, with all that the options say but <see cref="SseClientOptions.ConfigureRequest"/>.</summary>
    public static HttpRequestMessage Create(SseClientOptions options, HttpMethod method, Uri address, string lastEventId)
    {
        var request = CreateBare(options, method, address);
        foreach (var (name, value) in options.Headers)
        {
            if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is not { } content) continue;
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }
        AddStreamHeaders(request);
        if (lastEventId.Length > 0)
        {
            request.Headers.Remove(ProtocolWords.LastEventIdHeader);
            request.Headers.TryAddWithoutValidation(ProtocolWords.LastEventIdHeader, lastEventId);
        }
        return request;
    }

    /// <summary>A request to another origin: what is needed to ask for a stream and nothing that was meant for the first.</summary>
    public static HttpRequestMessage CreateForOtherOrigin(SseClientOptions options, HttpMethod method, Uri address)
    {
        var request = CreateBare(options, method, address);
        AddStreamHeaders(request);
        return request;
    }

    private static HttpRequestMessage CreateBare(SseClientOptions options, HttpMethod method, Uri address) => new(method, address)
    {
        // A redirect that turns the method into GET drops the body with it.
        Content = method == options.Method ? options.Content?.Invoke() : null,
    };

    private static void AddStreamHeaders(HttpRequestMessage request)
    {
        if (!request.Headers.Contains("Accept")) request.Headers.TryAddWithoutValidation("Accept", ProtocolWords.MediaType);
        if (!request.Headers.Contains("Cache-Control")) request.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
    }
}
