namespace Sse;

/// <summary>
/// Writes one record into the topics it is for. All memory is taken first, so what follows can't fail half-way: an append
/// happens whole or not at all. Used under the log's lock only.
/// </summary>
internal sealed class LogWriter(TopicTable topics, Retention retention, WakeList toWake, Topic wholeHub, ReaderGroup ofAllTopics, IdText id)
{
    private readonly IdText _id = id;
    private Room[] _rooms = new Room[1];
    private int _count;
    private Key? _key;

    /// <summary>Takes all the memory that an event needs, or throws and leaves everything as it was.</summary>
    /// <param name="append">The event.</param>
    /// <param name="place">Where it goes.</param>
    /// <param name="large">Where its frame stands already, once for each topic; null when it is to be copied.</param>
    public void Reserve(scoped in SseAppend append, in LogPlace place, LargeFrame[]? large)
    {
        try
        {
            var sequence = place.Sequence;
            _id.MoveTo(sequence, place.Tag);
            ReserveTopics(append.Topics);
            for (var i = 0; i < _count; i++) ThrowIfComplete(_rooms[i].Topic);
            if (append.IsKeyed) _key = (_rooms[0].Topic.Keys ??= new KeyTable(retention.AllKeys)).GetOrAdd(append.Key);
            for (var i = 0; i < _count; i++)
            {
                ref var room = ref _rooms[i];
                room.Large = large?[i] ?? default;
                room.Segment = room.Large.Bytes is { } own
                    ? room.Topic.Window.ReserveOwn(room.Topic, sequence, own, append.IsKeyed)
                    : room.Topic.Window.Reserve(room.Topic, sequence, IdLength(room.Topic) + append.Frame.Length, append.IsKeyed);
            }
            ReserveRest();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Says whether nothing can be appended to a topic any more.</summary>
    public static void ThrowIfComplete(Topic topic)
    {
        if (topic.IsComplete) throw Completed(topic.Name!);
    }

    /// <summary>What is thrown to who publishes to a complete topic.</summary>
    public static SseTopicCompletedException Completed(string topic) => new($"The topic '{topic}' is complete: nothing can be published to it any more.");

    /// <summary>Writes the event that memory was taken for.</summary>
    public void Write(scoped in SseAppend append, long sequence, uint now)
    {
        var flags = (append.IsKeyed ? RecordFlags.Keyed : RecordFlags.None) | (append.IsRemoval ? RecordFlags.Removal : RecordFlags.None);
        if (_key is not null) retention.Supersede(_rooms[0].Topic, _key, sequence);
        for (var i = 0; i < _count; i++)
        {
            ref var room = ref _rooms[i];
            var idLength = IdLength(room.Topic);
            var copy = i > 0 ? RecordFlags.Copy : RecordFlags.None;
            if (room.Large.Bytes is { } bytes)
            {
                WriteId(bytes.AsSpan(room.Large.Start - idLength), room.Topic);
                room.Segment.AddOwn(sequence, room.Large.Start - idLength, bytes.Length, flags | copy, _key);
            }
            else
            {
                var memory = room.Segment.Add(sequence, idLength + append.Frame.Length, flags | copy, _key);
                WriteId(memory, room.Topic);
                append.Frame.CopyTo(memory[idLength..]);
            }
            room.Topic.NewestEvent = sequence;
            room.Topic.Published++;
            Added(ref room, now);
        }
        _key?.MoveTo(_rooms[0].Segment, _rooms[0].Segment.End - 1);
        Finish(append.Topics.Count == 0);
    }

    /// <summary>Takes all the memory that the completion of topics needs.</summary>
    /// <returns>Whether one of them is not complete yet.</returns>
    public bool ReserveCompletion(SseTopicSelection selection, long sequence)
    {
        try
        {
            ReserveTopics(selection);
            var open = false;
            for (var i = 0; i < _count; i++)
            {
                ref var room = ref _rooms[i];
                if (room.Topic.IsComplete) continue;
                open = true;
                room.Segment = room.Topic.Window.Reserve(room.Topic, sequence, bytes: 0, keyed: false);
            }
            ReserveRest();
            if (!open) Abandon();
            return open;
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Completes the topics that memory was taken for.</summary>
    public void WriteCompletion(long sequence, uint now)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var room = ref _rooms[i];
            if (room.Topic.IsComplete) continue;
            room.Segment.Add(sequence, 0, RecordFlags.Completion, key: null);
            room.Topic.Past.CompletedAt = sequence;
            Added(ref room, now);
            toWake.Mark(room.Topic.Readers, urgent: true);
        }
        Finish(isForTheHub: false);
    }

    private void ReserveTopics(SseTopicSelection selection)
    {
        var count = Math.Max(1, selection.Count);
        if (_rooms.Length < count) _rooms = LogMemory.Array<Room>(count);
        if (selection.Count == 0) _rooms[_count++].Topic = wholeHub;
        for (var i = 0; i < selection.Count; i++)
        {
            var topic = topics.GetOrAdd(selection[i]);
            _rooms[_count++].Topic = topic;
        }
    }

    private void ReserveRest()
    {
        retention.Reserve(_count);
        toWake.Reserve(_count + 1);
    }

    private void Added(ref Room room, uint now)
    {
        retention.Added(room.Topic, room.Segment, now);
        topics.Touch(room.Topic);
        toWake.Mark(room.Topic.Readers);
    }

    private void Finish(bool isForTheHub)
    {
        if (!isForTheHub) toWake.Mark(ofAllTopics);
        for (var i = 0; i < _count; i++)
        {
            if (retention.HasTooMuchOf(_rooms[i].Topic)) retention.TrimTopic(_rooms[i].Topic);
            _rooms[i] = default;
        }
        (_count, _key) = (0, null);
    }

    private void Abandon()
    {
        for (var i = 0; i < _count; i++)
        {
            var topic = _rooms[i].Topic;
            if (_key is { Segment: null }) topic.Keys?.Remove(_key);
            topics.ForgetIfUnused(topic);
            _rooms[i] = default;
        }
        (_count, _key) = (0, null);
    }

    private int IdLength(Topic topic) => _id.Length + topic.Suffix.Length;

    private void WriteId(Span<byte> memory, Topic topic)
    {
        _id.Span.CopyTo(memory);
        topic.Suffix.CopyTo(memory[_id.Length..]);
    }

    private struct Room
    {
        public Topic Topic;
        public Segment Segment;
        public LargeFrame Large;
    }
}
