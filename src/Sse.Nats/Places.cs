namespace Sse.Nats;

/// <summary>Places of a log: the sequence of a message in the stream, and which record of the message it is.</summary>
internal static class Places
{
    /// <summary>A message has at most so many records.</summary>
    public const int MostRecords = 1 << IndexBits;

    private const int IndexBits = 16;

    /// <summary>The place of a record.</summary>
    public static long Of(ulong sequence, int index) => checked((long)(sequence << IndexBits)) | (uint)index;

    /// <summary>The last place that a record of a message could have.</summary>
    public static long LastOf(ulong sequence) => Of(sequence, MostRecords - 1);

    /// <summary>In which message a record is.</summary>
    public static ulong SequenceOf(long place) => (ulong)place >> IndexBits;

    /// <summary>Which record of its message it is.</summary>
    public static int IndexOf(long place) => (int)(place & (MostRecords - 1));
}
