namespace Sse;

/// <summary>One record of a log, to be stored as it is.</summary>
public record StoreRecord
{
    /// <summary>What it is.</summary>
    public required StoreRecordKind Kind { get; init; }

    /// <summary>Its topics; none for the whole hub. Any text of 1 to 256 bytes without control characters.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Whether it has a key.</summary>
    public bool IsKeyed { get; init; }

    /// <summary>The key, when it has one: any bytes, also none.</summary>
    public ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Event and data of its block, in the form in which they are sent.</summary>
    public ReadOnlyMemory<byte> Frame { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset At { get; init; }

    internal static StoreRecord Of(scoped in SseAppend append, DateTimeOffset at) => new()
    {
        Kind = append.IsRemoval ? StoreRecordKind.Removal : StoreRecordKind.Event,
        Topics = [.. append.Topics],
        IsKeyed = append.IsKeyed,
        Key = append.Key.ToArray(),
        Frame = append.Frame.ToArray(),
        At = at,
    };
}

/// <summary>A record that a log has.</summary>
public sealed record StoredRecord : StoreRecord
{
    /// <summary>Its place: greater than those of all records before it.</summary>
    public required long Position { get; init; }

    /// <summary>Its tag, as <see cref="StoredTag"/> says.</summary>
    public required string Tag { get; init; }

    /// <summary>
    /// The batch that it came with, from engines that may store a batch again that is in doubt for very long: who reads it
    /// back drops what it has already. Null from engines that never do.
    /// </summary>
    public Guid? Batch { get; init; }

    /// <summary>
    /// Which record of <see cref="Batch"/> it is, from 0 on: by it a batch that is stored again right behind itself is told
    /// from its own records. Of no matter where <see cref="Batch"/> is null.
    /// </summary>
    public int BatchIndex { get; init; }
}

/// <summary>What a record is. A store keeps kinds that it doesn't know too.</summary>
public enum StoreRecordKind
{
    /// <summary>An event.</summary>
    Event = 0,

    /// <summary>An event that takes the value of its key away.</summary>
    Removal = 1,

    /// <summary>The end of its topics: what is appended to one of them later has no effect.</summary>
    Completion = 2,

    /// <summary>An order to disconnect streams, for every process that reads it. No reader is given it.</summary>
    Disconnect = 3,

    /// <summary>An attempt to redeem a one-time ticket: of several the first counts, in every process. No reader is given it.</summary>
    Ticket = 4,
}

/// <summary>Records that are appended together.</summary>
/// <param name="Id">Tells batches apart, so that one in doubt can be appended again.</param>
/// <param name="Records">The records, in order.</param>
public sealed record StoreBatch(Guid Id, IReadOnlyList<StoreRecord> Records)
{
    /// <summary>
    /// A tag for engines whose log several processes write: six lower-case ASCII letters and digits that follow from
    /// <see cref="Id"/>. Random per batch, so a place that is given out again after a restore has another.
    /// </summary>
    public string Tag => StoreTag.Of(Id);
}

/// <summary>Which records may go.</summary>
public sealed record StoreTrim
{
    /// <summary>Up to and including this place.</summary>
    public required long UpTo { get; init; }

    /// <summary>How many of them are kept nevertheless because they are the newest of their key and remove nothing; the oldest go first.</summary>
    public long KeepKeys { get; init; }

    /// <summary>How many bytes of frames are kept so.</summary>
    public long KeepBytes { get; init; }

    /// <summary>How many topics to remember of which no record is left.</summary>
    public required int MaxTopics { get; init; }
}
