namespace Sse;

/// <summary>Why a stream ended.</summary>
public enum SseDisconnectReason
{
    /// <summary>The client went away, or took nothing for longer than the write timeout.</summary>
    ClientGone,

    /// <summary>All its topics are complete: the client won't come back.</summary>
    Completed,

    /// <summary>The application disconnected it.</summary>
    Disconnected,

    /// <summary>It fell out of retention, and its endpoint disconnects those that do.</summary>
    TooSlow,

    /// <summary>It reached the maximum age of its endpoint's streams.</summary>
    MaxAge,

    /// <summary>The hub's stored log was replaced, such as by an older copy: the client comes back to what there is now.</summary>
    LogReplaced,

    /// <summary>The host stops.</summary>
    Stopping,

    /// <summary>Something failed; it was logged.</summary>
    Failed,

    /// <summary>The sign-in behind it is over: the client comes back with a fresh one, or is refused.</summary>
    Expired,

    /// <summary>The application disconnected it for good: the client won't come back.</summary>
    DisconnectedForGood,

    /// <summary>Asked again whether it may read, somebody said no or could not decide: the client comes back, and its request is answered.</summary>
    Unauthorized,
}
