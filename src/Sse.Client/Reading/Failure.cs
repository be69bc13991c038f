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
}
