namespace Sse;

/// <summary>
/// How often one reader is delivered to: at most once in an interval. What comes meanwhile waits, and is conflated. A
/// delivery reads up to the tail as of its beginning, in as many flushes as that takes.
/// </summary>
/// <remarks>The reader's own loop asks and waits; anyone wakes, and the queue tells when the time has come.</remarks>
internal sealed class DeliveryPace(TimeSpan interval, DelayQueue queue, TimeProvider time, WakeSignal signal) : IDelayed
{
    private readonly long _interval = (long)(interval.TotalSeconds * time.TimestampFrequency);
    private long _notBefore;
    private long _upTo;
    private bool _isCounted = true;
    private volatile bool _waits;
    private volatile bool _isQueued;

    /// <summary>Whether waking is of no use: the reader goes on when its time has come.</summary>
    public bool Waits => _waits;

    /// <summary>Whether the reader may be delivered to now; when not, it is told when it may.</summary>
    /// <param name="after">Up to where it has read.</param>
    /// <param name="newest">The newest that there is.</param>
    /// <param name="isUrgent">Whether it may not wait: a topic is complete.</param>
    public bool MayDeliver(long after, long newest, bool isUrgent)
    {
        if (after < _upTo && !isUrgent) return true;
        if (isUrgent || time.GetTimestamp() >= _notBefore)
        {
            _waits = false;
            (_upTo, _isCounted) = (newest, false);
            return true;
        }
        if (!_isQueued)
        {
            _isQueued = true;
            _waits = true;
            queue.Add(this, _notBefore);
        }
        return false;
    }

    /// <summary>The reader was delivered to: the interval begins, unless it has for this delivery.</summary>
    public void Delivered()
    {
        if (_isCounted) return;
        _isCounted = true;
        _notBefore = time.GetTimestamp() + _interval;
    }

    /// <summary>The reader has ended.</summary>
    public void End()
    {
        if (_isQueued) queue.Remove(this);
    }

    void IDelayed.OnDue()
    {
        _isQueued = false;
        _waits = false;
        signal.Wake();
    }
}
