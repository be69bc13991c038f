using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Opens streams where there is no endpoint to return a result.</summary>
public static class SseHttpContextExtensions
{
    /// <summary>
    /// Opens a stream on this request and runs a handler on it, for middleware. An endpoint returns
    /// <see cref="SseResults.Stream(Func{SseStream, CancellationToken, Task}, SseStreamOptions?)"/> instead, which
    /// carries its metadata.
    /// </summary>
    /// <param name="http">The request; its response has not started.</param>
    /// <param name="handler">Publishes on the stream. Its token is <see cref="SseStream.Closed"/>.</param>
    /// <param name="options">What holds for these streams; null takes the defaults.</param>
    /// <returns>A task that is done when the stream has ended: call nothing on the response after.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="http"/> or <paramref name="handler"/> is null.</exception>
    public static Task OpenSseStream(this HttpContext http, Func<SseStream, CancellationToken, Task> handler, SseStreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(handler);
        return StreamRunner.RunAsync(http, handler, options ?? SseStreamOptions.Default);
    }
}
