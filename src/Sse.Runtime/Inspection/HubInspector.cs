using System.Runtime.InteropServices;

namespace Sse;

/// <summary>
/// Looks at a hub now and then, for who watches it. What it reads is there anyway: a hub that nobody looks at pays nothing.
/// The log's lock is held for a few topics or streams at a time.
/// </summary>
/// <remarks>For one caller at a time: what it returns is its own memory, valid until it looks again.</remarks>
internal sealed class HubInspector(HubCore hub)
{
    // As many as one hold of the log's lock looks at: some microseconds.
    private const int AtOnce = 128;

    private readonly List<Topic> _topics = [];
    private readonly List<Cursor> _cursors = [];
    private readonly List<StreamSample> _slowest = [];
    private readonly TopicSample[] _someTopics = new TopicSample[AtOnce];
    private readonly long[] _someLags = new long[AtOnce];
    private TopicSample[] _samples = [];

    /// <summary>Looks at the whole of it, and finds those streams that are most behind.</summary>
    /// <param name="mostStreams">How many of them.</param>
    public HubSample Look(int mostStreams)
    {
        var log = hub.Log;
        var counts = hub.Counts;
        var sample = new HubSample(log.Sample()) { Delivered = counts.Delivered, Conflated = counts.Conflated, Slowest = _slowest };
        _slowest.Clear();
        _cursors.Clear();
        log.FindCursors(_cursors);
        for (var from = 0; from < _cursors.Count; from += AtOnce)
        {
            var some = CollectionsMarshal.AsSpan(_cursors).Slice(from, Math.Min(AtOnce, _cursors.Count - from));
            log.FindLags(some, _someLags);
            for (var i = 0; i < some.Length; i++)
                if (some[i].Reader is Subscription subscription) Count(sample, new StreamSample(subscription, _someLags[i]), mostStreams);
        }
        // Held any longer, they would keep streams in memory that are over.
        _cursors.Clear();
        _slowest.Sort(static (one, other) => one.CompareTo(other));
        if (_slowest.Count > mostStreams) _slowest.RemoveRange(mostStreams, _slowest.Count - mostStreams);
        return sample;
    }

    /// <summary>Looks at its topics.</summary>
    /// <param name="most">How many of them at most.</param>
    public ReadOnlySpan<TopicSample> LookAtTopics(int most)
    {
        var log = hub.Log;
        _topics.Clear();
        log.FindTopics(_topics, most);
        if (_samples.Length < _topics.Count) _samples = new TopicSample[Math.Max(_topics.Count, Math.Min(most, 2 * _samples.Length))];
        for (var from = 0; from < _topics.Count; from += AtOnce)
        {
            var some = CollectionsMarshal.AsSpan(_topics).Slice(from, Math.Min(AtOnce, _topics.Count - from));
            log.Sample(some, _someTopics);
            _someTopics.AsSpan(0, some.Length).CopyTo(_samples.AsSpan(from));
        }
        var count = _topics.Count;
        _topics.Clear();
        return _samples.AsSpan(0, count);
    }

    /// <summary>Ends a stream.</summary>
    /// <param name="hub">Its hub.</param>
    /// <param name="number">The stream's number.</param>
    /// <returns>False when there is none of that number, or it has ended already.</returns>
    public static bool Disconnect(HubCore hub, long number)
    {
        foreach (var reader in hub.Log.ReadersOf(SseTopicSelection.None))
            if (reader is StreamSubscription stream && stream.Number == number)
                return stream.Close(SseDisconnectReason.Disconnected);
        return false;
    }

    // Twice as many as are wanted are gathered before the faster half is left out.
    private void Count(HubSample sample, StreamSample stream, int most)
    {
        sample.Delivered += stream.Subscription.Delivered;
        sample.Conflated += stream.Subscription.Conflated;
        sample.Streams++;
        sample.Lag = Math.Max(sample.Lag, stream.Lag);
        if (stream.Lag > 0) sample.Behind++;
        _slowest.Add(stream);
        if (_slowest.Count < 2 * most) return;
        _slowest.Sort(static (one, other) => one.CompareTo(other));
        _slowest.RemoveRange(most, _slowest.Count - most);
    }
}
