namespace Sse;

/// <summary>A stream has been opened.</summary>
public sealed record SseOpened
{
    /// <summary>Where the stream comes from, after redirects, without query and user info: they may be secret.</summary>
    public required Uri Address { get; init; }

    /// <summary>The id that was sent to resume after, empty when none was.</summary>
    public string LastEventId { get; init; } = "";

    /// <summary>How many times this reading has connected before.</summary>
    public int Reconnects { get; init; }
}

/// <summary>A connection was lost or could not be made, and will be tried again.</summary>
public sealed record SseRetrying
{
    /// <summary>Why.</summary>
    public required SseRetryReason Reason { get; init; }

    /// <summary>How long the client waits first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// Failures in a row, this one included. 0 when nothing has failed: the server ended a good stream, or a restart was
    /// asked for.
    /// </summary>
    public int Attempt { get; init; }

    /// <summary>What was thrown, if anything was.</summary>
    public Exception? Error { get; init; }
}

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
public sealed record SseClosed
{
    /// <summary>Why.</summary>
    public required SseCloseReason Reason { get; init; }

    /// <summary>What the reader was thrown, if anything was.</summary>
    public Exception? Error { get; init; }
}

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
