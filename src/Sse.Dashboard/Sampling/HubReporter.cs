namespace Sse;

/// <summary>Reports one hub of the application: all of it when somebody begins to watch, then what has changed.</summary>
/// <param name="watched">The hub.</param>
/// <param name="reports">Where it is reported.</param>
/// <param name="time">The clock.</param>
internal sealed class HubReporter(WatchedHub watched, DashboardHub reports, TimeProvider time)
{
    private readonly HubInspector _inspector = new(watched.Core);
    private readonly TopicReporter _topics = new(watched, reports);
    private readonly StreamReporter _streams = new(watched, reports);
    private HubSample? _before;
    private long _at;
    private long? _detailedAt;
    private HubReport? _report;
    private StoreReport? _store;

    public WatchedHub Watched => watched;

    /// <summary>How many want to know its topics and streams.</summary>
    public int Watchers => reports.Topic(watched.Name).SubscriberCount;

    /// <summary>Looks at the hub and reports what has changed.</summary>
    /// <param name="detailed">Whether its topics and streams are looked at too.</param>
    public void Report(bool detailed)
    {
        var now = time.GetTimestamp();
        var sample = _inspector.Look(StreamReporter.Most);
        // Who leaves while it looks is counted in neither place.
        (sample.Delivered, sample.Conflated) = (Math.Max(sample.Delivered, _before?.Delivered ?? 0), Math.Max(sample.Conflated, _before?.Conflated ?? 0));
        if (detailed)
        {
            var elapsed = _detailedAt is { } last ? time.GetElapsedTime(last, now) : TimeSpan.Zero;
            _topics.Report(_inspector.LookAtTopics(TopicReporter.Most), elapsed);
            _streams.Report(sample.Slowest, elapsed);
            _detailedAt = now;
        }
        ReportHub(sample, _before is null ? TimeSpan.Zero : time.GetElapsedTime(_at, now));
        ReportStore();
        (_before, _at) = (sample, now);
    }

    private void ReportHub(HubSample sample, TimeSpan elapsed)
    {
        var counts = watched.Core.Counts;
        var report = new HubReport(watched.Name, sample.Streams, sample.Behind, sample.Lag, sample.Log.Topics, Math.Min(sample.Log.Topics + 1, TopicReporter.Most), watched.Core.Log.PositionAt(watched.Core.Log.Newest).ToString())
        {
            Published = Rates.Of(sample.Log.Published, _before?.Log.Published, elapsed),
            Delivered = Rates.Of(sample.Delivered, _before?.Delivered, elapsed),
            Conflated = Rates.Of(sample.Conflated, _before?.Conflated, elapsed),
            TurnedAway = counts.TurnedAway,
            Gaps = new(counts.GapsOf(SseGapReason.Evicted), counts.GapsOf(SseGapReason.OtherEpoch), counts.GapsOf(SseGapReason.Ahead), counts.GapsOf(SseGapReason.Malformed), counts.GapsOf(SseGapReason.Bounded)),
            Retention = RetentionOf(sample.Log),
        };
        if (report == _report) return;
        _report = report;
        reports.Publish(report);
    }

    private void ReportStore()
    {
        var hub = watched.Core;
        var report = new StoreReport(watched.Name, hub.Store?.StoreName, hub.Queued, hub.Options.MaxQueuedEvents, hub.Problem?.Message);
        if (report == _store) return;
        _store = report;
        reports.Publish(report);
    }

    private RetentionReport RetentionOf(in LogSample log)
    {
        var limits = watched.Core.Options.Retention;
        double? age = limits.MaxAge == Timeout.InfiniteTimeSpan ? null : limits.MaxAge.TotalSeconds;
        return new(log.Events, limits.MaxEvents, log.Bytes, limits.MaxBytes, age, log.Evicted, log.Keys, limits.KeepLatest?.MaxKeys, log.KeyBytes, limits.MaxTopics);
    }
}
