namespace Sse;

/// <summary>Takes what a read finds, under the log's lock: it notes where things are and copies nothing.</summary>
internal abstract class ReadTarget
{
    // A bound for what is looked at and passed over, so that no read holds the lock for long.
    private const int MostVisits = 32 * 1024;

    private IColdFrames? _frames;

    /// <summary>How many bytes were found.</summary>
    public int Bytes { get; protected set; }

    /// <summary>How many events were found.</summary>
    public int Events { get; protected set; }

    /// <summary>How many bytes may be found; one record is taken however large it is.</summary>
    public int MaxBytes { get; private set; }

    /// <summary>How many records may still be passed over.</summary>
    public int Visits { get; set; }

    /// <summary>How many were passed over.</summary>
    public int PassedOver => MostVisits - Visits;

    /// <summary>The sequence of a record whose frame is to be fetched before the read goes on; 0 when there is none.</summary>
    public long Missing { get; private set; }

    /// <summary>Begins a read.</summary>
    /// <param name="cursor">Who reads.</param>
    /// <param name="maxBytes">How many bytes may be found.</param>
    /// <param name="frames">Where frames are that are not in memory; null when all are.</param>
    public void Begin(Cursor cursor, int maxBytes, IColdFrames? frames)
    {
        (Bytes, Events, MaxBytes, Visits, Missing, _frames) = (0, 0, maxBytes, MostVisits, 0, frames);
        OnBegin(cursor);
    }

    /// <summary>Takes a record of a segment whose frames are not in memory, if its own is or was fetched.</summary>
    public bool TryAddCold(Segment segment, int index)
    {
        if (segment.LengthOf(index) == 0) return true;
        if (segment.KeptOf(index) is { } kept)
        {
            AddKept(segment, index, kept);
            return true;
        }
        var sequence = segment.SequenceAt(index);
        if (_frames?.Find(sequence) is { } block && block.TryFind(sequence, out var found))
        {
            AddFetched(segment, block, found);
            return true;
        }
        Missing = sequence;
        return false;
    }

    /// <summary>Takes records that follow each other in a segment.</summary>
    public abstract void Add(Segment segment, int from, int end);

    /// <summary>Takes a record that has memory of its own.</summary>
    protected abstract void AddKept(Segment segment, int index, byte[] record);

    /// <summary>Takes a record that was fetched.</summary>
    protected abstract void AddFetched(Segment segment, FrameBlock block, in ColdEntry entry);

    protected virtual void OnBegin(Cursor cursor)
    {
    }
}
