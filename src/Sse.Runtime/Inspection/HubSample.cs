namespace Sse;

/// <summary>A hub at one moment. What it counts is counted since it began, in this process.</summary>
/// <param name="log">What its log holds.</param>
internal sealed class HubSample(LogSample log)
{
    /// <summary>What its log holds.</summary>
    public LogSample Log { get; } = log;

    /// <summary>How many read it.</summary>
    public int Streams { get; set; }

    /// <summary>How many of them have something before them.</summary>
    public int Behind { get; set; }

    /// <summary>How many events the slowest has before it.</summary>
    public long Lag { get; set; }

    /// <summary>How many events all streams were given together.</summary>
    public long Delivered { get; set; }

    /// <summary>How many events they passed over since something newer superseded them.</summary>
    public long Conflated { get; set; }

    /// <summary>Those that are most behind, the slowest first. The looker's own memory.</summary>
    public required IReadOnlyList<StreamSample> Slowest { get; init; }
}

/// <summary>A stream at one moment.</summary>
/// <param name="Subscription">The stream.</param>
/// <param name="Lag">How many events lie before it.</param>
internal readonly record struct StreamSample(Subscription Subscription, long Lag) : IComparable<StreamSample>
{
    // Of those that are as far behind, always the same ones: the oldest.
    public int CompareTo(StreamSample other) => Lag != other.Lag ? other.Lag.CompareTo(Lag) : Subscription.Number.CompareTo(other.Subscription.Number);
}
