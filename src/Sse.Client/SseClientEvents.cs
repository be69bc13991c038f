namespace Sse;

/// <summary>A stream has been opened.</summary>
/// <param name="Address">Where the stream comes from, after redirects, without query and user info: they may be secret.</param>
/// <param name="LastEventId">The id that was sent to resume after, empty when none was.</param>
/// <param name="Reconnects">How many times this reading has connected before.</param>
public sealed record SseOpened(Uri Address, string LastEventId, int Reconnects);

/// <summary>A connection was lost or could not be made, and will be tried again.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Delay">How long the client waits first.</param>
/// <param name="Attempt">Failures in a row, this one included. 0 when nothing has failed: the server ended a good stream, or a restart was asked for.</param>
/// <param name="Error">What was thrown, if anything was.</param>
public sealed record SseRetrying(SseRetryReason Reason, TimeSpan Delay, int Attempt, Exception? Error);

/// <summary>Why a client connects again.</summary>
public enum SseRetryReason
{
    /// <summary>The connection could not be made.</summary>
    ConnectFailed,

    /// <summary>No answer came within <see cref="SseClientOptions.ConnectTimeout"/>.</summary>
    ConnectTimeout,

    /// <summary>The server answered with one of <see cref="SseClientOptions.TemporaryStatuses"/>.</summary>
    TemporaryStatus,

    /// <summary>The stream broke off.</summary>
    ConnectionLost,

    /// <summary>The server ended the stream.</summary>
    EndOfStream,

    /// <summary>No byte came within the time that the server's heartbeats, or the options, allow.</summary>
    Silence,

    /// <summary><see cref="SseClient.Restart"/> was called.</summary>
    Restart,
}

/// <summary>A reading has ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Error">What the reader was thrown, if anything was.</param>
public sealed record SseClosed(SseCloseReason Reason, Exception? Error);

/// <summary>Why a reading ended.</summary>
public enum SseCloseReason
{
    /// <summary>There is no more, and a client must not come back: the server answered 204, or sent an id that ends in <c>~end</c>.</summary>
    Completed,

    /// <summary>The reader stopped: it left its loop or cancelled.</summary>
    Cancelled,

    /// <summary>The client was disposed.</summary>
    Disposed,

    /// <summary>Trying again would not help.</summary>
    Failed,
}
