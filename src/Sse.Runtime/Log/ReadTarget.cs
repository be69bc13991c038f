namespace Sse;

/// <summary>Takes what a read finds, under the log's lock: it notes where things are and copies nothing.</summary>
internal abstract class ReadTarget
{
    // A bound for what is looked at and passed over, so that no read holds the lock for long.
    private const int MostVisits = 32 * 1024;

    /// <summary>How many bytes were found.</summary>
    public int Bytes { get; protected set; }

    /// <summary>How many events were found.</summary>
    public int Events { get; protected set; }

    /// <summary>How many bytes may be found; one record is taken however large it is.</summary>
    public int MaxBytes { get; private set; }

    /// <summary>How many records may still be passed over.</summary>
    public int Visits { get; set; }

    /// <summary>Begins a read.</summary>
    public void Begin(Cursor cursor, int maxBytes)
    {
        (Bytes, Events, MaxBytes, Visits) = (0, 0, maxBytes, MostVisits);
        OnBegin(cursor);
    }

    /// <summary>Takes records that follow each other in a segment.</summary>
    public abstract void Add(Segment segment, int from, int end);

    protected virtual void OnBegin(Cursor cursor)
    {
    }
}
