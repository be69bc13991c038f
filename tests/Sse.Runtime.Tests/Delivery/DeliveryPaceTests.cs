namespace Sse.Tests.Delivery;

public sealed class DeliveryPaceTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private readonly DelayQueue _queue;

    public DeliveryPaceTests() => _queue = new DelayQueue(_time);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void In_every_order_a_reader_gets_the_newest_and_never_two_deliveries_in_an_interval()
    {
        // A publisher with three events that wakes as subscriptions do, time in halves of an interval, and a completion.
        foreach (var order in Interleavings.Of(3, 5, 1))
        {
            var time = new FakeTimeProvider();
            using var queue = new DelayQueue(time);
            var reader = new PacedReader(queue, time);
            foreach (var thread in order)
            {
                if (thread == 0) reader.Publish();
                else if (thread == 1) time.Advance(Interval / 2);
                else reader.Urge();
            }
            time.Advance(Interval + TimeSpan.FromMilliseconds(10));
            reader.Seen.ShouldBe(3, string.Join(' ', order));
            reader.TooEarly.ShouldBeFalse(string.Join(' ', order));
            reader.End();
            queue.Count.ShouldBe(0);
        }
    }

    [Fact]
    public void One_that_has_ended_is_not_told_and_not_kept()
    {
        var reader = new PacedReader(_queue, _time);
        reader.Publish();
        reader.Publish();
        _queue.Count.ShouldBe(1);
        reader.End();
        _queue.Count.ShouldBe(0);
        _time.Advance(2 * Interval);
        reader.Seen.ShouldBe(1);
    }

    [Fact]
    public void A_queue_that_nobody_waits_in_has_no_timer_running()
    {
        var reader = new PacedReader(_queue, _time);
        reader.Publish();
        _time.ArmedTimers.ShouldBe(0);
        reader.Publish();
        _time.ArmedTimers.ShouldBe(1);
        _time.Advance(2 * Interval);
        _time.ArmedTimers.ShouldBe(0);
    }

    /// <summary>A reader as StreamSubscription is one, whose log is a number.</summary>
    private sealed class PacedReader
    {
        private readonly WakeSignal _signal = new(inline: true);
        private readonly FakeTimeProvider _time;
        private readonly DeliveryPace _pace;
        private long _newest;
        private long _lastDelivery = -1;
        private bool _isUrgent;
        private bool _hasEnded;

        public PacedReader(DelayQueue queue, FakeTimeProvider time)
        {
            _time = time;
            _pace = new DeliveryPace(Interval, queue, time, _signal);
            _ = RunAsync();
        }

        public long Seen { get; private set; }

        public bool TooEarly { get; private set; }

        public void Publish()
        {
            _newest++;
            Wake();
        }

        public void Urge()
        {
            _isUrgent = true;
            Wake();
        }

        public void End()
        {
            _hasEnded = true;
            _signal.Wake();
        }

        private void Wake()
        {
            if (!_pace.Waits || _isUrgent) _signal.Wake();
        }

        private async Task RunAsync()
        {
            while (!_hasEnded)
            {
                if (Seen < _newest && _pace.MayDeliver(Seen, _newest, _isUrgent))
                {
                    var now = _time.GetTimestamp();
                    if (!_isUrgent && _lastDelivery >= 0 && _time.GetElapsedTime(_lastDelivery, now) < Interval) TooEarly = true;
                    (_isUrgent, Seen, _lastDelivery) = (false, _newest, now);
                    _pace.Delivered();
                }
                else
                {
                    _isUrgent = false;
                    await _signal.WaitAsync().ConfigureAwait(false);
                }
            }
            _pace.End();
        }
    }
}
