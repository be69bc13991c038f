using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Reference;
using Sse.Tests.Telemetry;

namespace Sse.Tests.Hubs;

public sealed class InstrumentTests : IAsyncDisposable
{
    private const string OfStore = "sse.hub=PriceHub sse.store=FaultyStore";

    // What one that waits takes besides its frame, as it counts for the limit.
    private const int Overhead = 128;

    private readonly FaultyStore _store = new(new MemoryLogStore(new MemoryLog()));

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task What_waits_for_the_store_is_told_until_the_store_has_it()
    {
        var gate = new TaskCompletionSource();
        await using var node = await StartAsync();
        using var measured = new Measured(node.Services);
        _store.Gate = gate.Task;
        for (var i = 0; i < 3; i++) node.Hub.Publish(new Tick(i));
        var last = node.Hub.PublishAsync(new Tick(3)).AsTask();

        measured.Of("sse.store.queue.events").ShouldBe([$"4 {OfStore}"]);
        measured.Of("sse.store.queue.size").ShouldBe([$"{4 * ("event: tick\ndata: {\"number\":1}\n\n".Length + Overhead)} {OfStore}"]);
        measured.Sum("sse.hub.published.events").ShouldBe(4);
        measured.Sum("sse.hub.retained.events").ShouldBe(0);
        gate.SetResult();
        await last.Bounded();
        await Wait.Until(() => measured.Of("sse.store.queue.events").Single() == $"0 {OfStore}");
        measured.Of("sse.store.queue.size").ShouldBe([$"0 {OfStore}"]);
        measured.Sum("sse.hub.retained.events").ShouldBe(4);
    }

    [Fact]
    public async Task The_tail_lags_from_when_it_was_seen_to_until_it_has_come()
    {
        var time = new FakeTimeProvider();
        var gate = new TaskCompletionSource();
        await using var node = await StartAsync(time);
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        using var measured = new Measured(node.Services);
        measured.Of("sse.store.tail.lag").ShouldBe([$"0 {OfStore}"]);

        _store.TailGate = gate.Task;
        var waits = node.Hub.PublishAsync(new Tick(1)).AsTask();
        await Wait.Until(() => measured.Of("sse.store.queue.events").Single() == $"0 {OfStore}");
        // The next look at the store sees it.
        time.Advance(TimeSpan.FromSeconds(1));
        await Wait.Until(() => ((HubCore)node.Hub.Core).Store!.TailLag is not null);
        time.Advance(TimeSpan.FromMilliseconds(500));
        measured.Of("sse.store.tail.lag").ShouldBe([$"0.5 {OfStore}"]);

        gate.SetResult();
        await waits.Bounded();
        measured.Of("sse.store.tail.lag").ShouldBe([$"0 {OfStore}"]);
    }

    [Fact]
    public async Task What_another_process_publishes_is_retained_here_and_not_published()
    {
        var log = new MemoryLog();
        await using var here = await Node.StartAsync(_ => new MemoryLogStore(log), o => o.Retention.KeepLatest = null);
        await using var there = await Node.StartAsync(_ => new MemoryLogStore(log), o => o.Retention.KeepLatest = null);
        using var measured = new Measured(here.Services);
        var position = await there.Hub.PublishAsync(new Tick(1)).Bounded();
        await Wait.Until(() => here.Hub.Position == position);

        measured.Of("sse.hub.published.events").ShouldBeEmpty();
        measured.Of("sse.hub.retained.events").ShouldBe(["1 sse.hub=PriceHub"]);
    }

    [Fact]
    public async Task What_a_replaced_log_had_evicted_stays_counted()
    {
        var log = new MemoryLog();
        await using var node = await Node.StartAsync(_ => new MemoryLogStore(log), o =>
        {
            o.Retention.KeepLatest = null;
            o.Retention.MaxEvents = 2;
        });
        using var measured = new Measured(node.Services);
        for (var i = 0; i < 5; i++) await node.Hub.PublishAsync(new Tick(i)).Bounded();
        measured.Sum("sse.hub.evicted.events").ShouldBe(3);
        var epoch = node.Hub.Position.Epoch;

        lock (log)
        {
            log.Epoch = "another1";
            log.Records = [];
            log.Newest = default;
            log.Wake();
        }
        await Wait.Until(() => node.Hub.Position.Epoch != epoch);
        for (var i = 0; i < 4; i++) await node.Hub.PublishAsync(new Tick(i)).Bounded();
        measured.Sum("sse.hub.evicted.events").ShouldBe(5);
        measured.Sum("sse.hub.retained.events").ShouldBe(2);
    }

    private Task<Node> StartAsync(TimeProvider? time = null) =>
        Node.StartAsync(_ => _store, o => o.Retention.KeepLatest = null, services => services.AddSingleton(time ?? TimeProvider.System));
}
