namespace Sse;

/// <summary>When the health check of a hub reports its failure status.</summary>
public sealed class SseHubHealthOptions
{
    /// <summary>
    /// With a stored log: for how long the store may have had an event that this process has not read back. Longer than zero; 10 s by
    /// default. It is looked for once a second.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative.</exception>
    public TimeSpan MaxTailLag
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// With a stored log: how full the queue of events that wait for the store may be, as a share of
    /// <see cref="SseHubOptions.MaxQueuedEvents"/> or <see cref="SseHubOptions.MaxQueuedBytes"/>, whichever is fuller. Above 0, at most 1; 0.5 by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not above 0, or is above 1.</exception>
    public double MaxQueueFill
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    } = 0.5;

    /// <summary>
    /// For how long streams may wait to be given what is in the log. Longer than zero; 5 s by default. It takes that long only when the
    /// process has no threads left, or something blocks them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative.</exception>
    public TimeSpan MaxDeliveryDelay
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(5);
}
