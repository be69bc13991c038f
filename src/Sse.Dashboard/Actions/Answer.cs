using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What the page is told of what it asked for: one sentence.</summary>
internal static class Answer
{
    public static Task TextAsync(HttpContext http, string text) => WriteAsync(http, StatusCodes.Status200OK, text);

    public static Task WaitsAsync(HttpContext http, string text) => WriteAsync(http, StatusCodes.Status202Accepted, text);

    public static Task ProblemAsync(HttpContext http, int status, string problem) => WriteAsync(http, status, problem);

    private static Task WriteAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
