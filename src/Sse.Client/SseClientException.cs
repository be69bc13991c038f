using System.Net;

namespace Sse;

/// <summary>
/// The stream can't be had, and trying again would not help: a status or type that is not an event stream's, a redirect
/// that must not be followed, a request that can't be sent.
/// </summary>
public sealed class SseClientException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SseClientException()
    {
    }

    /// <summary>Creates the exception with its reason.</summary>
    /// <param name="message">What happened, in words.</param>
    public SseClientException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its reason and cause.</summary>
    /// <param name="message">What happened, in words.</param>
    /// <param name="innerException">What caused it.</param>
    public SseClientException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The status the server answered with, or null when it is not about an answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The answer's headers, those of its content among them, in any case; several of one name are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the server asks to wait before the next request (<c>Retry-After</c>); null when it doesn't.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer's body as text, up to <see cref="SseClientOptions.MaxErrorBodyBytes"/> and what came within 5 s; empty when there is none.</summary>
    public string Body { get; init; } = "";

    /// <summary>The problem that the body tells; null when it is no <c>application/problem+json</c>.</summary>
    public SseProblemDetails? Problem { get; init; }
}
