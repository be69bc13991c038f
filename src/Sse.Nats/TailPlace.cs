namespace Sse.Nats;

/// <summary>Where a tail is: takes one message after the other, and sees what is missing between them.</summary>
/// <param name="after">The place where it began.</param>
/// <param name="purged">What this process let go itself.</param>
internal sealed class TailPlace(StoredPlace after, PurgedByUs purged)
{
    private bool _isFirst = true;

    /// <summary>The newest message that it has.</summary>
    public ulong Sequence { get; private set; } = Places.SequenceOf(after.Position);

    /// <summary>Takes the next message.</summary>
    /// <returns>What is new of it; null when it isn't what has to come next.</returns>
    public IEnumerable<StoredRecord>? Take(ulong sequence, IReadOnlyList<StoredRecord> records)
    {
        var isFirst = _isFirst;
        _isFirst = false;
        if (isFirst && after.Position > 0 && sequence == Sequence) return TakeRest(records);
        // Before a beginning it was another's.
        if (isFirst && after.Position == 0) Sequence = purged.FirstAtOpening - 1;
        if (IsMissed(sequence)) return null;
        Sequence = sequence;
        return records;
    }

    /// <summary>Whether something is missing before a message: a sequence is never left out, and what this process let go isn't missed.</summary>
    public bool IsMissed(ulong sequence) => sequence > Math.Max(Sequence, purged.UpTo) + 1;

    private IEnumerable<StoredRecord>? TakeRest(IReadOnlyList<StoredRecord> records)
    {
        var index = Places.IndexOf(after.Position);
        return index >= records.Count || (after.Tag is { } tag && records[index].Tag != tag) ? null : records.Skip(index + 1);
    }
}
