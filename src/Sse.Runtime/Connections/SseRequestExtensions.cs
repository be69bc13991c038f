using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Sse;

/// <summary>Reads the id a client asks to resume after.</summary>
public static class SseRequestExtensions
{
    private const int MaxBytes = 256;

    /// <summary>
    /// The id the client asks to resume after: the <c>Last-Event-ID</c> header, else the <c>lastEventId</c> query,
    /// which serves a page's first connect; empty when there is none.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>The id as the client sent it: it is the client's word, not proof of anything. One that is repeated,
    /// longer than 256 bytes, or has a control character is logged and read as empty.</returns>
    /// <remarks>Source: WHATWG HTML, "Server-sent events", section "The Last-Event-ID header".</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public static string GetLastEventId(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.TryGetValue(ProtocolWords.LastEventIdHeader, out var header) ? Read(request, "header", header)
            : request.QueryString.HasValue && request.Query.TryGetValue(ProtocolWords.LastEventIdQuery, out var query) ? Read(request, "query", query)
            : "";
    }

    private static string Read(HttpRequest request, string source, StringValues values)
    {
        var defect = values.Count switch
        {
            0 => null,
            1 => Defect(values[0]),
            _ => "repeated",
        };
        if (defect is null) return values.Count == 0 ? "" : values[0] ?? "";
        if (request.HttpContext.RequestServices?.GetService<ILoggerFactory>() is { } loggers)
            loggers.CreateLogger(MessageIds.Category).LastEventIdRefused(source, defect);
        return "";
    }

    private static string? Defect(string? id)
    {
        if (string.IsNullOrEmpty(id)) return null;
        if (id.Length > MaxBytes || WireText.ByteCount(id) > MaxBytes) return "too long";
        foreach (var character in id)
            if (char.IsControl(character)) return "a control character";
        return null;
    }
}
