namespace Sse;

/// <summary>Ages in 32 bits: a millionth of the longest one each, so that they are as exact as they need to be.</summary>
internal sealed class LogAge
{
    private const uint Longest = 1 << 20;
    private readonly TimeProvider _time;
    private readonly double _unit;

    /// <summary>Ages up to a longest one.</summary>
    /// <param name="maxAge">The longest, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="time">The clock.</param>
    public LogAge(TimeSpan maxAge, TimeProvider time)
    {
        _time = time;
        _unit = maxAge == Timeout.InfiniteTimeSpan ? 0 : maxAge.TotalSeconds * time.TimestampFrequency / Longest;
    }

    /// <summary>Now.</summary>
    public uint Now => _unit == 0 ? 0 : (uint)(long)(_time.GetTimestamp() / _unit);

    /// <summary>Whether what came at one time is too old at another.</summary>
    public bool IsTooOld(uint came, uint now) => _unit != 0 && unchecked(now - came) > Longest;
}
