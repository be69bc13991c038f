namespace Sse;

/// <summary>Why a connection has to be made again.</summary>
/// <param name="Reason">The kind of failure.</param>
/// <param name="Error">What was thrown, if anything was.</param>
/// <param name="RetryAfter">The least wait that the server asked for.</param>
internal sealed record Failure(SseRetryReason Reason, Exception? Error, TimeSpan RetryAfter = default)
{
    /// <summary>The failure behind an exception: a cancellation is told by what caused it.</summary>
    public static Failure Of(Exception error, Attempt attempt, SseRetryReason otherwise) => attempt.Dropped is { } dropped
        ? new Failure(dropped, error is OperationCanceledException ? null : error)
        : new Failure(otherwise, error);

    /// <summary>
    /// Errors of the request itself, which the next attempt would meet again. All else that sending can throw, also from a
    /// handler between, is about the network or a server that may recover.
    /// </summary>
    public static bool IsFinal(Exception error) =>
        error is SseClientException or InvalidOperationException or ArgumentException or NotSupportedException;
}
