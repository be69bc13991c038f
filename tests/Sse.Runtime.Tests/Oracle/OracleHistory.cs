namespace Sse.Tests.Oracle;

/// <summary>What the publisher published: the truth. One thread writes, others read when it has ended.</summary>
internal sealed class OracleHistory
{
    private readonly List<OracleRecord> _records = [];
    private readonly Dictionary<string, long> _completedAt = new(StringComparer.Ordinal);

    /// <summary>The number of the next event.</summary>
    public long Next => _records.Count + 1;

    public IReadOnlyList<OracleRecord> Records => _records;

    public IReadOnlyDictionary<string, long> CompletedAt => _completedAt;

    public OracleRecord this[long n] => _records[(int)n - 1];

    public void Add(OracleRecord record) => _records.Add(record);

    public void Complete(string topic, long at) => _completedAt.Add(topic, at);
}

/// <summary>One event as it was published.</summary>
/// <param name="N">Its number.</param>
/// <param name="Sequence">The position that the publisher was told.</param>
/// <param name="Topics">Where to.</param>
/// <param name="Key">Its key, or null.</param>
/// <param name="IsRemoval">Whether it takes the key away.</param>
internal sealed record OracleRecord(long N, long Sequence, SseTopicSelection Topics, string? Key, bool IsRemoval)
{
    /// <summary>Its key among those of all topics.</summary>
    public string? Place => Key is null ? null : PlaceOf(Topics.Count == 0 ? null : Topics[0], Key);

    public override string ToString() => $"{N} at {Sequence} for {string.Join(' ', Topics)}, {(IsRemoval ? "removal of " : "")}{Key ?? "a fact"}";

    public static string PlaceOf(string? topic, string key) => $"{topic}|{key}";

    public bool IsFor(SseTopicSelection reader) => Topics.Count == 0 || reader.IsAll || Topics.Any(topic => reader.Contains(topic, StringComparer.Ordinal));
}
