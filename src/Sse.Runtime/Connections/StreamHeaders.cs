using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Sse;

/// <summary>The headers that let a stream pass through whatever stands between, event by event.</summary>
internal static class StreamHeaders
{
    private const string Ours = "no-cache, no-store, no-transform";

    /// <summary>Makes the response a stream. Nothing leaves yet.</summary>
    public static void SetStream(HttpContext http)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = StatusCodes.Status200OK;
        headers.ContentType = ProtocolWords.MediaType;
        headers.CacheControl = CacheControlOf(headers.CacheControl);
        headers["X-Accel-Buffering"] = "no";
        ForbidSniffing(http);
        // Names the encoding that is none, so that a compressing middleware leaves the stream alone.
        if (headers.ContentEncoding.Count == 0) headers.ContentEncoding = "identity";
        headers.Remove(HeaderNames.ContentLength);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // Endpoints say this in their metadata; middleware has none.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
    }

    /// <summary>Makes the response the headers of a stream, without one.</summary>
    public static Task AnswerHead(HttpContext http)
    {
        SetStream(http);
        // Until the server has sent them, which is after this request's code.
        _ = CacheHeaderGuard.Begin(http);
        return Task.CompletedTask;
    }

    /// <summary>What is answered is never to be taken for a page or a script, whatever is in it.</summary>
    public static void ForbidSniffing(HttpContext http) => http.Response.Headers.XContentTypeOptions = "nosniff";

    /// <summary>The request's address has a ticket, or the answer: nobody is told where it came from.</summary>
    public static void HideAddress(HttpContext http)
    {
        ForbidSniffing(http);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>
    /// What a stream says to caches: a caller's own words, unless they let others keep what is meant for one, and always that
    /// nobody may transform it on the way.
    /// </summary>
    public static StringValues CacheControlOf(StringValues own)
    {
        var words = own.ToString();
        if (words.Length == 0 || Says(words, "public") || Says(words, "max-age") || Says(words, "s-maxage") || Says(words, "immutable")) return Ours;
        return Says(words, "no-transform") ? own : $"{words}, no-transform";
    }

    private static bool Says(string words, string word) => words.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells a client that its stream is over for good: an EventSource doesn't come back.</summary>
    public static void SetCompleted(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        ForbidSniffing(http);
        if (http.Response.Headers.CacheControl.Count == 0) http.Response.Headers.CacheControl = "no-store";
    }
}
