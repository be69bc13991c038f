namespace Sse;

/// <summary>
/// Whether a request is sent again when its stream is lost, or none could be had. A request that starts something, such as
/// an answer that is generated, must not do so twice because a connection broke.
/// </summary>
public enum SseReconnect
{
    /// <summary>
    /// It is sent once. When its stream breaks, its reader is told by an <see cref="SseConnectionLostException"/>; a stream
    /// that the server ends has ended.
    /// </summary>
    Never,

    /// <summary>
    /// It is sent again when it can go on where it stopped: when there is a last event id. Without one it is sent once, save
    /// that one of <see cref="SseClientOptions.TemporaryStatuses"/> says that nothing has been done yet.
    /// </summary>
    WhenResumable,

    /// <summary>It is sent again, as an EventSource does.</summary>
    Always,
}
