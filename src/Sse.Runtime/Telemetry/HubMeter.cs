namespace Sse;

/// <summary>What is counted of one hub. Thread-safe.</summary>
internal sealed class HubMeter : IDisposable
{
    private readonly Instruments _instruments;
    private readonly EventTags _events;
    private readonly Func<HubLog> _log;
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly KeyValuePair<string, object?>[] _storeTags;
    private long _evictedBefore;
    private long _evictedTold;

    /// <summary>Begins to count.</summary>
    /// <param name="instruments">Those of its application.</param>
    /// <param name="hub">The name of the hub's class; null for one that is not to be seen.</param>
    /// <param name="log">What it reads from at the moment.</param>
    /// <param name="store">What is between it and its store; null when its log lives in memory.</param>
    public HubMeter(Instruments instruments, string? hub, Func<HubLog> log, IAppends? store)
    {
        (_instruments, _log, Hub, Store) = (instruments, log, hub, store);
        _tags = [new(Sse.Tags.Hub, hub)];
        _storeTags = [new(Sse.Tags.Hub, hub), new(Sse.Tags.Store, store?.StoreName)];
        _events = new EventTags(hub ?? "");
        if (hub is not null) instruments.Add(this);
    }

    /// <summary>The name of the hub's class; null for one that is not to be seen.</summary>
    public string? Hub { get; }

    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => _tags;

    public ReadOnlySpan<KeyValuePair<string, object?>> StoreTags => _storeTags;

    public IAppends? Store { get; }

    /// <summary>What the log has at the moment.</summary>
    public LogFigures Figures => _log().Figures;

    /// <summary>How many events left the window, also those of logs that were replaced.</summary>
    public long Evicted
    {
        get
        {
            // A log that was replaced is counted in neither for a moment, and a counter never falls.
            var now = Volatile.Read(ref _evictedBefore) + Figures.Evicted;
            var told = Volatile.Read(ref _evictedTold);
            while (told < now && Interlocked.CompareExchange(ref _evictedTold, now, told) != told) told = Volatile.Read(ref _evictedTold);
            return Math.Max(now, told);
        }
    }

    /// <summary>Keeps a log's times while somebody wants to know how long deliveries take.</summary>
    public AppendTimes TimesOf(TimeProvider time) => new(_instruments.DeliveryDuration, time);

    /// <summary>An event was published.</summary>
    /// <param name="frame">Event and data of its block.</param>
    public void Published(ReadOnlySpan<byte> frame)
    {
        if (Hub is null) return;
        if (!_instruments.PublishedEvents.Enabled && !_instruments.PublishedBytes.Enabled) return;
        var tags = _events.Of(frame);
        _instruments.PublishedEvents.Add(1, tags);
        _instruments.PublishedBytes.Add(frame.Length, tags);
    }

    /// <summary>Another log has taken the place of one.</summary>
    public void OnReplaced(HubLog old) => Interlocked.Add(ref _evictedBefore, old.Figures.Evicted);

    public void Dispose() => _instruments.Remove(this);
}
