using System.Net;

namespace Sse.Testing;

/// <summary>A stream was not as a test expects. Its message has what did arrive.</summary>
/// <remarks>Any test framework takes it for a failed test.</remarks>
/// <param name="message">What was expected, and what there was.</param>
/// <param name="inner">What caused it, or null.</param>
public sealed class SseAssertionException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the server has answered with instead of a stream; null when that is not what is wrong.</summary>
    public HttpStatusCode? Status { get; init; }
}
