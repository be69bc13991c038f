using System.Collections.Concurrent;

namespace Sse.Tests;

/// <summary>Time that moves when a test says so, from timer to timer: each fires at its own time. Knows which timers wait for it.</summary>
internal sealed class FakeTimeProvider() : Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly ConcurrentDictionary<KnownTimer, long> _due = new();

    /// <summary>Timers that will fire some day.</summary>
    public int ArmedTimers => _due.Count;

    public new void Advance(TimeSpan by)
    {
        var end = GetTimestamp() + by.Ticks;
        while (_due.Values.Where(due => due <= end).Order().Select(due => (long?)due).FirstOrDefault() is { } next) base.Advance(TimeSpan.FromTicks(Math.Max(0, next - GetTimestamp())));
        base.Advance(TimeSpan.FromTicks(end - GetTimestamp()));
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new KnownTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class KnownTimer : ITimer
    {
        private readonly FakeTimeProvider _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private TimeSpan _period;

        public KnownTimer(FakeTimeProvider time, TimerCallback callback, object? state)
        {
            (_time, _callback, _state) = (time, callback, state);
            _timer = time.Make(_ => Fire());
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Await(dueTime);
            return _timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            _time._due.TryRemove(this, out _);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire()
        {
            Await(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
            _callback(_state);
        }

        private void Await(TimeSpan dueTime)
        {
            if (dueTime == Timeout.InfiniteTimeSpan) _time._due.TryRemove(this, out _);
            else _time._due[this] = _time.GetTimestamp() + dueTime.Ticks;
        }
    }

    private ITimer Make(TimerCallback callback) => base.CreateTimer(callback, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
