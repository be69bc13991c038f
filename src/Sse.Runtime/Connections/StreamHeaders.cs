using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Net.Http.Headers;

namespace Sse;

/// <summary>The headers that let a stream pass through whatever stands between, event by event.</summary>
internal static class StreamHeaders
{
    /// <summary>Makes the response a stream. Nothing leaves yet.</summary>
    public static void SetStream(HttpContext http)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = StatusCodes.Status200OK;
        headers.ContentType = ProtocolWords.MediaType;
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-cache, no-store, no-transform";
        headers["X-Accel-Buffering"] = "no";
        // Names the encoding that is none, so that a compressing middleware leaves the stream alone.
        if (headers.ContentEncoding.Count == 0) headers.ContentEncoding = "identity";
        headers.Remove(HeaderNames.ContentLength);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // Endpoints say this in their metadata; middleware has none.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
    }

    /// <summary>Tells a client that its stream is over for good: an EventSource doesn't come back.</summary>
    public static void SetCompleted(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        if (http.Response.Headers.CacheControl.Count == 0) http.Response.Headers.CacheControl = "no-store";
    }
}
