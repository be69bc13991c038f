using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>A client that asks for a hub's stream. Its response has not started.</summary>
public sealed class SseConnecting
{
    internal SseConnecting(HttpContext http, SseTopicSelection topics) => (Http, Topics) = (http, topics);

    /// <summary>The request.</summary>
    public HttpContext Http { get; }

    /// <summary>The topics it asks for.</summary>
    public SseTopicSelection Topics { get; }

    /// <summary>The status it is refused with; null while it is not.</summary>
    public int? RefusedWith { get; private set; }

    /// <summary>
    /// Refuses it. Any status makes an EventSource give up for good: use it for those who must not come back by themselves.
    /// </summary>
    /// <param name="statusCode">The response's status, from 400 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is no error.</exception>
    public void Refuse(int statusCode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        RefusedWith = statusCode;
    }
}
