namespace Sse;

/// <summary>What a segment knows beyond its frames because some of its records have keys. Made when the first one comes.</summary>
internal sealed class SegmentKeys(int records)
{
    private Keyed[] _records = LogMemory.Array<Keyed>(records);

    /// <summary>How many records are superseded.</summary>
    public int Superseded { get; set; }

    /// <summary>How many records between first and end have left.</summary>
    public int Dead { get; set; }

    /// <summary>The bytes of those that have left.</summary>
    public int DeadBytes { get; set; }

    public ref Keyed this[int place] => ref _records[place];

    /// <summary>A copy with room for some records.</summary>
    /// <param name="size">How many.</param>
    /// <param name="from">The first that is copied.</param>
    public SegmentKeys Resized(int size, int from)
    {
        var copy = new SegmentKeys(size) { Superseded = Superseded, Dead = Dead, DeadBytes = DeadBytes };
        Array.Copy(_records, from, copy._records, 0, Math.Min(size, _records.Length - from));
        return copy;
    }

    internal struct Keyed
    {
        /// <summary>The record's key; null when it has none, or has left.</summary>
        public Key? Key;

        /// <summary>How many sequences later it was superseded; 0 when it is not.</summary>
        public int SupersededAfter;
    }
}
