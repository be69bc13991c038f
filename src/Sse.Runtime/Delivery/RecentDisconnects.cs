namespace Sse;

/// <summary>
/// What a hub was lately told to disconnect: who has asked for a stream before, but was not among its readers yet, is
/// disconnected too once it is.
/// </summary>
/// <remarks>Thread-safe. One clock counts the disconnects of all hubs, so that a request has one time for whatever it reads.</remarks>
/// <param name="time">Tells when one is forgotten.</param>
internal sealed class RecentDisconnects(TimeProvider time)
{
    private const int Most = 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static long s_clock;

    private readonly Lock _lock = new();
    private readonly Queue<Entry> _entries = new();
    private long _newest;
    private long _forgotten;

    /// <summary>How many disconnects there have been.</summary>
    public static long Now => Volatile.Read(ref s_clock);

    /// <summary>Takes note of one. Call it before those who read are told.</summary>
    public void Add(SseTopicSelection topics, Predicate<SseSubscriber>? which, bool forGood = false)
    {
        lock (_lock)
        {
            Forget(Most - 1);
            _newest = Interlocked.Increment(ref s_clock);
            _entries.Enqueue(new Entry(_newest, time.GetTimestamp(), topics, which, forGood));
        }
    }

    /// <summary>Whether one since then means this reader. When that is forgotten it may have been meant, so it is to be asked again.</summary>
    /// <param name="subscriber">A reader that is known to the log.</param>
    /// <param name="since">The clock when it asked for its stream.</param>
    public bool Mean(SseSubscriber subscriber, long since) => Find(subscriber, since) is not null;

    /// <summary>As <see cref="Mean"/>: why it is to end, or null.</summary>
    public SseDisconnectReason? Find(SseSubscriber subscriber, long since)
    {
        if (Volatile.Read(ref _newest) <= since) return null;
        Entry[] later;
        bool forgotten;
        lock (_lock)
        {
            Forget(Most);
            forgotten = _forgotten > since;
            later = [.. _entries.Where(entry => entry.At > since)];
        }
        // The application's own code, so under no lock.
        if (Array.Exists(later, entry => entry.ForGood && entry.Means(subscriber))) return SseDisconnectReason.DisconnectedForGood;
        return forgotten || Array.Exists(later, entry => entry.Means(subscriber)) ? SseDisconnectReason.Disconnected : null;
    }

    private void Forget(int most)
    {
        while (_entries.TryPeek(out var oldest) && (_entries.Count > most || time.GetElapsedTime(oldest.Time) > Longest)) _forgotten = _entries.Dequeue().At;
    }

    private sealed record Entry(long At, long Time, SseTopicSelection Topics, Predicate<SseSubscriber>? Which, bool ForGood)
    {
        public bool Means(SseSubscriber subscriber) => Reads(subscriber.Topics) && Which?.Invoke(subscriber) != false;

        private bool Reads(SseTopicSelection read) =>
            Topics.Count == 0 || read.IsAll || Topics.Any(topic => read.Contains(topic, StringComparer.Ordinal));
    }
}
