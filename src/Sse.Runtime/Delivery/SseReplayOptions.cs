namespace Sse;

/// <summary>
/// How much is replayed to a client that names no position of the hub's log: an id of another log, as after a restart, or
/// <c>earliest</c>. Whoever names a position of this log is given everything after it.
/// </summary>
/// <remarks>
/// What is beyond it is told as a gap, and the stream goes on with the newest that is within. <see cref="SseStart.Earliest"/>
/// of the application itself is not bounded. Set it before the endpoint serves its first client.
/// </remarks>
public sealed class SseReplayOptions
{
    /// <summary>At most so many events; 10,000 by default. 0 switches such replays off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int MaxEvents
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 10_000;

    /// <summary>At most so many bytes, as they are sent; 4 MiB by default. 0 switches such replays off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long MaxBytes
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 4 << 20;
}
