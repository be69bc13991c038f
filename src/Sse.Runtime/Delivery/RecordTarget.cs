namespace Sse;

/// <summary>What a read found, record by record, for readers within the process.</summary>
internal sealed class RecordTarget(int idPrefixLength) : ReadTarget
{
    private readonly List<FoundRecord> _records = [];
    private long? _snapshotOf;

    /// <summary>The records, in order.</summary>
    public IReadOnlyList<FoundRecord> Records => _records;

    public override void Add(Segment segment, int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (segment.FlagsOf(i).Has(RecordFlags.Completion)) continue;
            Add(segment, segment.SequenceAt(i), WithoutId(segment.Bytes, segment.StartOf(i), segment.EndOf(i)));
        }
    }

    /// <summary>Forgets what was found: a reader that waits must not keep it in memory.</summary>
    public void Clear() => _records.Clear();

    protected override void AddKept(Segment segment, int index, byte[] record) => Add(segment, segment.SequenceAt(index), WithoutId(record, 0, record.Length));

    protected override void AddFetched(Segment segment, FrameBlock block, in ColdEntry entry) =>
        Add(segment, entry.Sequence, block.Bytes.AsMemory(entry.IdEnd, entry.End - entry.IdEnd));

    protected override void OnBegin(Cursor cursor) => _snapshotOf = cursor.Snapshot?.Boundary;

    private ReadOnlyMemory<byte> WithoutId(byte[] bytes, int start, int end)
    {
        start += idPrefixLength;
        start += bytes.AsSpan(start).IndexOf((byte)'\n') + 1;
        return bytes.AsMemory(start, end - start);
    }

    private void Add(Segment segment, long sequence, ReadOnlyMemory<byte> frame)
    {
        _records.Add(new FoundRecord(sequence, _snapshotOf, segment.Topic.Name, frame));
        Bytes += frame.Length;
        Events++;
    }
}

/// <summary>One record as a reader within the process gets it.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="SnapshotOf">The boundary of the snapshot that it belongs to; null when it is live.</param>
/// <param name="Topic">The topic it came through.</param>
/// <param name="Frame">Event and data of its block.</param>
internal readonly record struct FoundRecord(long Sequence, long? SnapshotOf, string? Topic, ReadOnlyMemory<byte> Frame);
