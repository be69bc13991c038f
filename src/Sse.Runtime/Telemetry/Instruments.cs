using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>
/// The instruments of one application's meter, <c>Sse</c>. Names, units and attributes are those of docs/operating.md. No attribute
/// holds what a client or a publisher chose: hubs, events and routes are declared, and all reasons are words of this library.
/// </summary>
/// <remarks>
/// Thread-safe. What happens for every delivery is counted in fields of a <see cref="StreamMeter"/>, and observed; what happens seldom
/// is an ordinary counter. Nothing is measured while nobody listens.
/// </remarks>
internal sealed class Instruments
{
    public const string MeterName = "Sse";

    private static readonly ConditionalWeakTable<IMeterFactory, Instruments> ByFactory = [];
    private static readonly InstrumentAdvice<double> Moments = new() { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };
    private static readonly InstrumentAdvice<double> Hours = new() { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400] };
    private static readonly InstrumentAdvice<long> Distances = new() { HistogramBucketBoundaries = [0, 1, 10, 100, 1_000, 10_000, 100_000] };

    private readonly bool _isNobodys;
    private readonly Lock _lock = new();
    private HubMeter[] _hubs = [];

    private Instruments(Meter meter, bool isNobodys)
    {
        _isNobodys = isNobodys;
        Streams = new StreamMeters(this);

        meter.CreateObservableUpDownCounter("sse.server.active_streams", () => OfStreams(static streams => streams.Open), "{stream}", "Streams that are open.");
        StreamDuration = meter.CreateHistogram<double>("sse.server.stream.duration", "s", "How long streams were open that have ended.", tags: null, Hours);
        RefusedStreams = meter.CreateCounter<long>("sse.server.refused_streams", "{stream}", "Requests for streams that were refused or turned away.");
        DeliveredEvents = meter.CreateObservableCounter("sse.server.delivered.events", () => OfStreams(static streams => streams.Events), "{event}", "Events written to streams.");
        DeliveredBytes = meter.CreateObservableCounter("sse.server.delivered.io", () => OfStreams(static streams => streams.Bytes), "By", "Bytes of the events written to streams.");
        ReplayedEvents = meter.CreateObservableCounter("sse.server.replayed.events", () => OfStreams(static streams => streams.Replayed), "{event}", "Events written to streams that had still to get what there was when they opened.");
        ConflatedEvents = meter.CreateObservableCounter("sse.server.conflated.events", () => OfStreams(static streams => streams.Conflated), "{event}", "Events that streams passed over because their key had a newer one.");
        Gaps = meter.CreateCounter<long>("sse.server.gaps", "{gap}", "Gaps that streams were told.");
        DeliveryDuration = meter.CreateHistogram<double>("sse.server.delivery.duration", "s", "Time from an event's publish until it was written to a stream, of the oldest event of a write; at most ten writes a second of each stream.", tags: null, Moments);
        Lag = meter.CreateHistogram<long>("sse.server.lag", "{event}", "How many events of the hub were newer than what a write ended with; at most ten writes a second of each stream.", tags: null, Distances);
        FlushWait = meter.CreateHistogram<double>("sse.server.flush_wait.duration", "s", "How long writes waited for their clients to take what was sent before; of waits below 100 ms at most ten a second of each stream.", tags: null, Moments);

        PublishedEvents = meter.CreateCounter<long>("sse.hub.published.events", "{event}", "Events published by this process.");
        PublishedBytes = meter.CreateCounter<long>("sse.hub.published.io", "By", "Bytes of the events published by this process.");
        meter.CreateObservableCounter("sse.hub.evicted.events", () => OfHubs(static hub => hub.Evicted), "{event}", "Events that left the window of what is retained.");
        meter.CreateObservableUpDownCounter("sse.hub.retained.events", () => OfHubs(static hub => hub.Figures.Events), "{event}", "Events that are retained.");
        meter.CreateObservableUpDownCounter("sse.hub.retained.size", () => OfHubs(static hub => hub.Figures.Bytes), "By", "Bytes of the events that are retained.");
        meter.CreateObservableUpDownCounter("sse.hub.keys", () => OfHubs(static hub => hub.Figures.Keys), "{key}", "Keys whose newest event is retained.");

        meter.CreateObservableUpDownCounter("sse.store.queue.events", () => OfStores(static store => store.Queued), "{event}", "Events that wait for the store.");
        meter.CreateObservableUpDownCounter("sse.store.queue.size", () => OfStores(static store => store.QueuedBytes), "By", "Bytes of the events that wait for the store.");
        meter.CreateObservableGauge("sse.store.tail.lag", () => OfStores(static store => store.TailLag?.TotalSeconds ?? 0), "s", "For how long the store has had events that this process has not read back.");
    }

    /// <summary>What counts where no host does: nobody's hubs are kept by it.</summary>
    public static Instruments Nobodys { get; } = new(new Meter(MeterName), isNobodys: true);

    /// <summary>What is counted of streams, by hub and route.</summary>
    public StreamMeters Streams { get; }

    public Histogram<double> StreamDuration { get; }

    public Counter<long> RefusedStreams { get; }

    public Instrument DeliveredEvents { get; }

    public Instrument DeliveredBytes { get; }

    public Instrument ReplayedEvents { get; }

    public Instrument ConflatedEvents { get; }

    public Counter<long> Gaps { get; }

    public Histogram<double> DeliveryDuration { get; }

    public Histogram<long> Lag { get; }

    public Histogram<double> FlushWait { get; }

    public Counter<long> PublishedEvents { get; }

    public Counter<long> PublishedBytes { get; }

    /// <summary>The instruments of the application that services belong to.</summary>
    public static Instruments Of(IServiceProvider? services) => services?.GetService<IMeterFactory>() is { } factory
        ? ByFactory.GetValue(factory, static factory => new Instruments(factory.Create(MeterName), isNobodys: false))
        : Nobodys;

    /// <summary>A hub is at work.</summary>
    public void Add(HubMeter hub)
    {
        if (_isNobodys) return;
        lock (_lock) _hubs = [.. _hubs, hub];
    }

    /// <summary>A hub has stopped.</summary>
    public void Remove(HubMeter hub)
    {
        lock (_lock) _hubs = Array.FindAll(_hubs, other => other != hub);
    }

    private IEnumerable<Measurement<long>> OfStreams(Func<StreamMeter, long> figure)
    {
        foreach (var streams in Streams.All) yield return new Measurement<long>(figure(streams), streams.Tags);
    }

    private IEnumerable<Measurement<long>> OfHubs(Func<HubMeter, long> figure)
    {
        foreach (var hub in Volatile.Read(ref _hubs)) yield return new Measurement<long>(figure(hub), hub.Tags);
    }

    private IEnumerable<Measurement<T>> OfStores<T>(Func<IAppends, T> figure)
        where T : struct
    {
        foreach (var hub in Volatile.Read(ref _hubs))
            if (hub.Store is { } store) yield return new Measurement<T>(figure(store), hub.StoreTags);
    }
}
