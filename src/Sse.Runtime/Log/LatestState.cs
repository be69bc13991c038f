namespace Sse;

/// <summary>
/// The records that outlived the window because they are the newest of their keys, over all topics; bounded in keys and
/// bytes, the oldest goes first. Used under the log's lock only.
/// </summary>
internal sealed class LatestState(SseKeepLatestOptions? options)
{
    /// <summary>All of them in the order of their sequences.</summary>
    public SequencedQueue<StateRecord> Records { get; } = new();

    public long Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Whether nothing outlives the window.</summary>
    public bool IsOff => options is null;

    public bool IsOverBound => options is not null && (Count > options.MaxKeys || Bytes > options.MaxBytes);

    /// <summary>Whether more of <see cref="Records"/> have died than live.</summary>
    public bool NeedsSweep => Records.NeedsSweep(Count);

    /// <summary>Takes the newest record of a key over that is about to leave the window.</summary>
    public void Add(Segment from, int index)
    {
        var (topic, key, sequence) = (from.Topic, from.KeyOf(index)!, from.SequenceAt(index));
        Records.ReserveAt(sequence);
        (topic.State ??= new TopicState()).Add(from, index);
        Records.Insert(new StateRecord(sequence, key));
        Bytes += from.LengthOf(index);
        Count++;
        Records.Sweep(Count);
    }

    /// <summary>Lets the record of a key go.</summary>
    public void Remove(Key key)
    {
        var (segment, index) = (key.Segment!, key.Index);
        Count--;
        Bytes -= segment.LengthOf(index);
        key.Clear();
        segment.Topic.State!.Remove(segment, index);
        Records.Sweep(Count);
    }

    /// <summary>Lets all records of a topic go.</summary>
    public void RemoveAll(Topic topic)
    {
        if (topic.State is not { } state) return;
        for (var i = 0; i < state.SegmentCount; i++) Bytes -= state.SegmentAt(i).LiveBytes;
        Count -= state.Count;
        state.Clear();
        topic.State = null;
        Records.Sweep(Count);
    }
}

/// <summary>The newest record of one key.</summary>
internal readonly record struct StateRecord(long Sequence, Key Key) : ISequenced<StateRecord>
{
    // A key's newest record is elsewhere, or nowhere, once this one has died.
    public bool IsLive => Key.Sequence == Sequence;

    public bool LeftWith(in StateRecord later, int distance) => false;
}
