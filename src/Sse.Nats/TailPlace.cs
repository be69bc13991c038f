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
    /// <returns>What is new of it.</returns>
    /// <exception cref="SseLogReplacedException">It isn't of the log that the tail began in, or what came before it is gone.</exception>
    public IEnumerable<StoredRecord> Take(ulong sequence, IReadOnlyList<StoredRecord> records)
    {
        var isFirst = _isFirst;
        _isFirst = false;
        if (isFirst && after.Position > 0 && sequence == Sequence) return TakeRest(records);
        // A sequence is never left out: what is missing was let go before it was read. Before a beginning it was another's.
        var known = isFirst && after.Position == 0 ? purged.FirstAtOpening - 1 : Sequence;
        if (sequence > Math.Max(known, purged.UpTo) + 1) throw new SseLogReplacedException("The hub's stored log let records go that this process had not read yet: the hub begins over with what is kept.");
        Sequence = sequence;
        return records;
    }

    private IEnumerable<StoredRecord> TakeRest(IReadOnlyList<StoredRecord> records)
    {
        var index = Places.IndexOf(after.Position);
        if (index >= records.Count || (after.Tag is { } tag && records[index].Tag != tag)) throw new SseLogReplacedException();
        return records.Skip(index + 1);
    }
}
