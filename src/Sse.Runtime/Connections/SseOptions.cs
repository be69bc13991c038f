namespace Sse;

/// <summary>What holds for every stream of an application. Set it with <c>AddSse</c>; the defaults hold without.</summary>
/// <remarks>Read once, when the first stream opens.</remarks>
public sealed class SseOptions
{
    /// <summary>
    /// How long a stream may be silent before a comment is sent to keep proxies from cutting it. Between 100 ms and a
    /// day; 15 s by default, since some cut at 30 s. The first comment of each stream tells it to the client.
    /// </summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a client may take to accept at most 64 KiB before its connection is aborted. Between 100 ms and a day;
    /// 30 s by default.
    /// </summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a client waits before it reconnects, stated at the start of every stream. Up to a day, in whole
    /// milliseconds; 3 s by default. An endpoint may have its own: <see cref="SseStreamOptions.Retry"/>.
    /// </summary>
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The shortest wait that a stream is told when the host shuts down; 1 s by default.</summary>
    public TimeSpan ShutdownRetryMin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait that a stream is told when the host shuts down; 5 s by default. Each stream gets a random one
    /// between the two, so that clients don't all come back in one moment.
    /// </summary>
    public TimeSpan ShutdownRetryMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a handler may go on after the host began to shut down before its stream is ended without it, and a
    /// client that takes nothing is aborted. Up to a day; 500 ms by default.
    /// </summary>
    public TimeSpan ShutdownGracePeriod { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether ASP.NET Core's own telemetry takes a stream for a request that lasts as long. Off by default: the request's activity ends when
    /// the stream opens, with what happened until then, and <c>http.server.request.duration</c> leaves it out; <c>sse.server.stream.duration</c> tells how
    /// long streams last.
    /// </summary>
    public bool MeasuresStreamsAsRequests { get; set; }

    /// <summary>How many streams the host serves.</summary>
    public SseLimits Limits { get; } = new();
}
