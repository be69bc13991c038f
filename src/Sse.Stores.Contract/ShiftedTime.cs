namespace Sse.Stores.Contract;

/// <summary>A clock that goes on as the system's does, and is off by what a test says.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _shift;

    public TimeSpan Shift
    {
        get => new(Interlocked.Read(ref _shift));
        set => Interlocked.Exchange(ref _shift, value.Ticks);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;
}
