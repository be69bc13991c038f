using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Reads the id a client asks to resume after.</summary>
public static class SseRequestExtensions
{
    /// <summary>
    /// The id the client asks to resume after: the <c>Last-Event-ID</c> header, else the <c>lastEventId</c> query,
    /// which serves a page's first connect; empty when there is none. An empty header is none.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>The id as the client sent it: it is the client's word, not proof of anything. One that is repeated,
    /// longer than 1,024 bytes, or has a control character is logged and read as empty.</returns>
    /// <remarks>Source: WHATWG HTML, "Server-sent events", section "The Last-Event-ID header".</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static string GetLastEventId(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var requested = RequestedId.Of(request);
        if (requested.Defect is not { } defect) return requested.Id ?? "";
        if (request.HttpContext.RequestServices?.GetService<ILoggerFactory>() is { } loggers)
            loggers.CreateLogger(MessageIds.Category).LastEventIdRefused(requested.Source, defect);
        return "";
    }
}
