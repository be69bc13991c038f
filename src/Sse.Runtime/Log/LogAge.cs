namespace Sse;

/// <summary>Ages in 32 bits: a millionth of the longest one each, so that they are as exact as they need to be.</summary>
internal sealed class LogAge
{
    private const uint Longest = 1 << 20;
    private readonly TimeProvider? _time;
    private readonly double _unitsPerTick;

    /// <summary>Ages up to a longest one.</summary>
    /// <param name="maxAge">The longest, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="time">The clock.</param>
    public LogAge(TimeSpan maxAge, TimeProvider time)
    {
        IsInfinite = maxAge == Timeout.InfiniteTimeSpan;
        // The system's own clock in milliseconds costs a fifth of its timestamp, and is exact enough.
        _time = time == TimeProvider.System ? null : time;
        var frequency = _time?.TimestampFrequency ?? 1_000;
        _unitsPerTick = Longest / (maxAge.TotalSeconds * frequency);
    }

    /// <summary>Whether nothing is ever too old.</summary>
    public bool IsInfinite { get; }

    /// <summary>Now.</summary>
    public uint Now => IsInfinite ? 0 : (uint)(long)((_time?.GetTimestamp() ?? Environment.TickCount64) * _unitsPerTick);

    /// <summary>The time so long before now; what is further back than the longest age is a little older than that.</summary>
    public uint Before(uint now, TimeSpan age)
    {
        if (IsInfinite || age <= TimeSpan.Zero) return now;
        var units = age.TotalSeconds * (_time?.TimestampFrequency ?? 1_000) * _unitsPerTick;
        return unchecked(now - (uint)Math.Min(units, Longest + 1));
    }

    /// <summary>Whether what came at one time is too old at another, which is not before it.</summary>
    public bool IsTooOld(uint came, uint now) => !IsInfinite && unchecked(now - came) > Longest;
}
