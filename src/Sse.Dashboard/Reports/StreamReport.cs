namespace Sse;

/// <summary>A stream of the hub as it is now: one of the slowest.</summary>
/// <param name="Id">Its number in this process.</param>
/// <param name="Address">Where its client is; null where that is not known.</param>
/// <param name="User">Who has signed in; null when nobody has.</param>
/// <param name="Topics">Some of the topics it reads.</param>
/// <param name="TopicCount">How many it reads; null for all that there are.</param>
/// <param name="Since">When it was opened.</param>
/// <param name="Lag">How many events it has before it.</param>
[SseEvent("stream")]
internal sealed partial record StreamReport([SseKey] long Id, string? Address, string? User, IReadOnlyList<string> Topics, int? TopicCount, DateTimeOffset Since, long Lag)
{
    /// <summary>Events that it was given.</summary>
    public Rate Delivered { get; init; }

    /// <summary>Events that it passed over since something newer superseded them.</summary>
    public long Conflated { get; init; }

    /// <summary>Gaps that it was told of.</summary>
    public int Gaps { get; init; }

    /// <summary>Up to where it has read, in the hub's sequences.</summary>
    public long Position { get; init; }

    /// <summary>Whether it passes over what is superseded.</summary>
    public bool Conflates { get; init; }

    /// <summary>How many deliveries a second it gets at most; null without a limit.</summary>
    public double? MaxFrequency { get; init; }

    /// <summary>Whether its reader is in the application itself.</summary>
    public bool IsLocal { get; init; }
}

/// <summary>A stream is over, or not among the slowest any more.</summary>
/// <param name="Id">Its number.</param>
[SseEvent("stream-gone", Removes = typeof(StreamReport))]
internal sealed partial record StreamGone([SseKey] long Id);
