namespace Sse.Tests.Oracle;

/// <summary>What one reader got and was told, to be judged when the truth is known.</summary>
internal sealed class OracleRecordings
{
    private readonly Dictionary<long, OracleId> _received = [];
    private readonly List<(long After, long UpTo)> _promised = [];
    private long? _promisedAfter;

    /// <summary>Faults that the reader saw by itself.</summary>
    public List<string> Faults { get; } = [];

    public List<OracleGap> Gaps { get; } = [];

    public List<OracleSnapshot> Snapshots { get; } = [];

    /// <summary>The ids that events came with.</summary>
    public IReadOnlyDictionary<long, OracleId> Received => _received;

    /// <summary>Stretches of positions of which nothing may be missing.</summary>
    public IReadOnlyList<(long After, long UpTo)> Promised => _promised;

    /// <summary>Up to where the reader came.</summary>
    public long Last { get; private set; }

    public void Receive(long n, OracleId id) => _received[n] = id;

    /// <summary>Nobody reads any more.</summary>
    public void End(long last, bool isInSnapshot)
    {
        Last = last;
        if (!isInSnapshot) EndPromise(last);
    }

    /// <summary>From here on nothing may be missing.</summary>
    public void BeginPromise(long after) => _promisedAfter = after;

    /// <summary>Up to here nothing may be missing.</summary>
    public void EndPromise(long upTo)
    {
        if (_promisedAfter is { } after && upTo > after) _promised.Add((after, upTo));
        _promisedAfter = null;
    }
}

/// <summary>A gap as a reader was told of it.</summary>
/// <param name="Requested">The position that was asked for, or where the reader was.</param>
/// <param name="Resumed">Where it goes on.</param>
/// <param name="Newest">The newest position when the reader got it: it was told before.</param>
/// <param name="Reason">Why.</param>
internal sealed record OracleGap(long Requested, long Resumed, long Newest, string Reason);

/// <summary>What a reader held when a snapshot ended.</summary>
/// <param name="At">The position.</param>
/// <param name="IsComplete">Whether the server said that nothing is missing.</param>
/// <param name="Values">The number of the newest event of each key.</param>
internal sealed record OracleSnapshot(long At, bool IsComplete, Dictionary<string, long> Values);
