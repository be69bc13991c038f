using System.Runtime.CompilerServices;
using Sse.Tests.Hub;

namespace Sse.Tests.Delivery;

/// <summary>What readers that wait, and readers that have left, still keep in memory: nothing.</summary>
[Collection(nameof(MeasuresMemory))]
public class ReaderMemoryTests
{
    private const int Readers = 300;
    private const int Megabyte = 1 << 20;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task Idle_readers_keep_nothing_of_a_large_event_that_was_evicted(int topics)
    {
        using var hub = new PipeHub(o => (o.Retention.MaxEvents, o.MaxEventBytes) = (1, 2 * Megabyte));
        SseTopicSelection selection = topics == 0 ? SseTopicSelection.All : SseTopicSelection.Of([.. Enumerable.Range(0, topics).Select(i => $"t{i}")]);
        var sinks = new List<NullSink>();
        for (var i = 0; i < Readers; i++) sinks.Add(NullSink.Subscribe(hub.Core, selection));
        hub.Publish("t0", 1, size: Megabyte);
        await Wait.Until(() => sinks.All(sink => sink.Written >= Megabyte));
        var memory = MemoryOfNewest(hub.Core.Log);
        hub.Publish("t0", 2);
        await Wait.Until(() => !IsAlive(memory));
    }

    [Fact]
    public async Task Readers_in_the_process_keep_nothing_of_a_large_event()
    {
        const int Count = 100;
        using var hub = TestHubs.Create(o => (o.Retention.MaxEvents, o.MaxEventBytes) = (1, 2 * Megabyte));
        using var end = new CancellationTokenSource();
        var read = 0;
        var reading = Enumerable.Range(0, Count).Select(_ => Task.Run(ReadAsync)).ToList();
        await Wait.Until(() => hub.SubscriberCount == Count);
        // Buffers that writing it needs are pooled.
        using (var other = TestHubs.Create(o => (o.Retention.MaxEvents, o.MaxEventBytes) = (1, 2 * Megabyte))) PublishLarge(other);
        hub.Publish(new Step(1));
        await Wait.Until(() => Volatile.Read(ref read) == Count);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        PublishLarge(hub);
        await Wait.Until(() => Volatile.Read(ref read) == 2 * Count);
        hub.Publish(new Step(2));
        await Wait.Until(() => Volatile.Read(ref read) == 3 * Count);
        // A tenth of what one copy for each of them would be: each thread has pooled buffers of its own.
        await Wait.Until(() => GC.GetTotalMemory(forceFullCollection: true) - before < 10 * Megabyte);
        await end.CancelAsync();
        foreach (var reader in reading) await Should.ThrowAsync<OperationCanceledException>(reader);

        async Task ReadAsync()
        {
            await foreach (var _ in hub.ReadAllAsync(SseTopicSelection.All, cancellationToken: end.Token)) Interlocked.Increment(ref read);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void PublishLarge(TestHub to) => to.Publish(new Text(new string('x', Megabyte)));
    }

    [Fact]
    public async Task Nobody_keeps_a_reader_that_has_left()
    {
        using var hub = new PipeHub(configure: null);
        // One that stays, so that the pump works on.
        var stays = NullSink.Subscribe(hub.Core, "t");
        var left = new List<WeakReference>();
        for (var i = 0; i < 20; i++) left.Add(await ComeAndGoAsync(hub, i % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1)));
        var written = stays.Written;
        hub.Publish("t", 1);
        await Wait.Until(() => stays.Written > written);
        await Wait.Until(() => !left.Any(IsAlive));
        hub.Core.Delays.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_keeps_the_last_that_left_although_nothing_takes_its_place()
    {
        using var hub = new PipeHub(configure: null);
        NullSink.Subscribe(hub.Core, "t");
        // Of two, so that one of them had the last place in its topic and in what the pump woke.
        var left = await ComeAndGoAsync(hub, TimeSpan.Zero);
        await Wait.Until(() => !IsAlive(left));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ComeAndGoAsync(PipeHub hub, TimeSpan interval)
    {
        var start = Resumption.From(hub.Core.Log, "t", default, SseStart.Now);
        var subscription = new StreamSubscription(hub.Core, hub.Core.Log, start.Cursor, new DeliveryOptions { Interval = interval });
        hub.Core.TryAdd(subscription).ShouldBeTrue();
        var sink = new NullSink();
        var running = subscription.RunAsync(sink, gap: null);
        for (var i = 0; i < 2; i++) hub.Publish("t", i);
        await Wait.Until(() => sink.Written > 0);
        subscription.Close(SseDisconnectReason.Disconnected);
        await running;
        hub.Core.Remove(subscription);
        return new WeakReference(subscription);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MemoryOfNewest(HubLog log)
    {
        var cursor = log.Open(SseTopicSelection.All, conflates: false, new LogStart(LogStartKind.After, log.Newest - 1), out _);
        var found = new SliceTarget();
        log.Read(cursor, found, maxBytes: 1);
        log.Close(cursor);
        return new WeakReference(found.Large.Bytes);
    }

    private static bool IsAlive(WeakReference reference)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return reference.IsAlive;
    }
}
