using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sse.Stores.Contract;

/// <summary>A hub whose store is away, slow, or loses answers: what the engine is asked then, and how it all comes back.</summary>
public abstract class FaultContract : StoreContract
{
    [Fact]
    public async Task While_the_engine_is_away_publishing_does_not_wait_and_everything_comes_back_by_itself()
    {
        var (node, store) = await StartFaultyNodeAsync();
        var before = await node.Hub.PublishAsync(new Number(0)).Bounded("PublishAsync");
        await using var stream = new StreamReading(node.Address, "t");
        await Wait.UntilAsync(() => stream.Blocks > 0, () => "a stream to open");
        store.IsDown = true;
        for (var i = 1; i <= 100; i++) node.Hub.Publish(new Number(i));
        var last = node.Hub.PublishAsync(new Number(101)).AsTask();
        await node.UntilHealthAsync(HealthStatus.Degraded);
        var blocks = stream.Blocks;
        await Wait.UntilAsync(() => stream.Blocks >= blocks + 2, () => "heartbeats while the engine is away");

        Check.That(!last.IsCompleted, "PublishAsync waits until the event is stored.");
        Check.Equal(before, node.Hub.Position, "What isn't stored isn't delivered.");
        Check.Same([], (await ReadBackAsync(node, before)).Select(message => message.Event), "Clients resume from memory while the engine is away.");
        store.IsDown = false;
        await last.Bounded("PublishAsync after the engine came back");
        Check.That(stream.IsOpen, "Streams stay open while the engine is away.");
        Check.Same(Enumerable.Range(1, 101).Select(i => $"number {i}"), await stream.UntilAsync(101), "What was published while the engine was away comes afterwards, in order, each event once.");
        await node.UntilHealthAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_batch_whose_answer_got_lost_is_stored_once()
    {
        var (node, store) = await StartFaultyNodeAsync();
        store.AnswersToLose = 3;
        for (var i = 0; i < 100; i++) node.Hub.Publish(new Number(i));
        await node.Hub.PublishAsync(new Number(100)).Bounded("PublishAsync");

        Check.Equal(3, store.Failures, "Three answers got lost.");
        Check.Same(Enumerable.Range(0, 101).Select(i => new Number(i)), (await node.ReadAsync(default, SseStart.Earliest)).Select(message => message.Event), "What is appended again after its answer got lost comes once.");
    }

    [Fact]
    public async Task A_tail_that_broke_is_read_again_without_a_loss()
    {
        var (node, store) = await StartFaultyNodeAsync();
        store.TailsToBreak = 3;
        for (var i = 0; i < 50; i++) await node.Hub.PublishAsync(new Number(i)).Bounded("PublishAsync");

        Check.Equal(3, store.Failures, "Three tails broke.");
        Check.Same(Enumerable.Range(0, 50).Select(i => new Number(i)), (await node.ReadAsync(default, SseStart.Earliest)).Select(message => message.Event), "A tail that is opened again gives what the one before had not given.");
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_and_what_waits_is_stored()
    {
        var gate = new TaskCompletionSource();
        var (node, store) = await StartFaultyNodeAsync(options => options.MaxQueuedEvents = 10);
        store.Gate = gate.Task;
        var accepted = Enumerable.Range(0, 10).Select(i => node.Hub.PublishAsync(new Number(i)).AsTask()).ToList();

        await Check.ThrowsAsync<SsePublishQueueFullException>(() => { node.Hub.Publish(new Number(10)); return Task.CompletedTask; }, "Publish throws once too many events wait for the store.");
        await Check.ThrowsAsync<SsePublishQueueFullException>(async () => await node.Hub.PublishAsync(new Number(10)), "PublishAsync fails once too many events wait for the store.");
        gate.SetResult();
        var positions = await Task.WhenAll(accepted).Bounded("PublishAsync of what was accepted");
        Check.Same(positions.Order(), positions, "What was accepted is stored in order.");
        await Wait.UntilAsync(() => TryPublish(node, new Number(11)), () => "room for one more event");
        Check.Same([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11], (await node.ReadAsync(default, SseStart.Earliest)).Select(message => ((Number)message.Event!).Value), "What was refused is not published, all else is.");
    }

    [Fact]
    public async Task A_stop_tells_every_publisher_that_waits_how_it_ended()
    {
        var gate = new TaskCompletionSource();
        var (node, store) = await StartFaultyNodeAsync();
        await node.Hub.PublishAsync(new Number(-1)).Bounded("PublishAsync");
        store.Gate = gate.Task;
        var waits = Enumerable.Range(0, 2_000).Select(i => node.Hub.PublishAsync(new Number(i)).AsTask()).ToArray();

        await Record.ExceptionAsync(() => node.StopAsync(new CancellationToken(canceled: true)));
        foreach (var wait in waits)
            await Check.ThrowsAsync<SseHubStoppedException>(() => wait.Bounded("PublishAsync of a hub that stops"), "PublishAsync fails with SseHubStoppedException when the hub stopped before the event was stored.");
        gate.SetResult();
    }

    [Fact]
    public async Task A_stop_while_events_are_stored_acknowledges_only_what_is_there()
    {
        var node = await StartNodeAsync();
        var waits = Enumerable.Range(0, 5_000).Select(i => node.Hub.PublishAsync(new Number(i)).AsTask()).ToArray();
        await waits[10].Bounded("PublishAsync");
        await node.StopAsync();
        await Task.WhenAll(waits).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Bounded("The end of every PublishAsync of a hub that has stopped");
        var again = await StartNodeAsync();

        var stored = (await again.ReadAsync(default, SseStart.Earliest)).Select(message => ((Number)message.Event!).Value).ToList();
        var acknowledged = Enumerable.Range(0, waits.Length).Where(i => waits[i].IsCompletedSuccessfully).ToList();
        Check.Same(Enumerable.Range(0, stored.Count), stored, "What a stop stored is the beginning of what was published, each event once.");
        Check.Same([], acknowledged.Except(stored), "What PublishAsync acknowledged is there after a stop.");
    }

    private static bool TryPublish(HubNode node, Number number)
    {
        try
        {
            node.Hub.Publish(number);
            return true;
        }
        catch (SsePublishQueueFullException)
        {
            return false;
        }
    }

    // What is there at once, without publishing anything.
    private static async Task<IReadOnlyList<SseHubMessage>> ReadBackAsync(HubNode node, SsePosition known)
    {
        await using var reader = node.Read(default, known);
        Check.That(!reader.Ended.IsCompleted, "A subscriber is taken while the engine is away.");
        return reader.Messages;
    }
}
