using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sse.Stores.Contract;

/// <summary>
/// The engine's server is killed and frozen while hubs publish. For engines that are processes of their own; their logs here
/// have one to themselves.
/// </summary>
public abstract class EngineContract : StoreContract
{
    [Fact]
    public async Task A_killed_engine_comes_back_with_everything_that_was_acknowledged_once()
    {
        HubNode[] nodes = Log.IsShared ? [await StartNodeAsync(), await StartNodeAsync()] : [await StartNodeAsync()];
        HubReader[] readers = [.. nodes.Select(node => Own(node.Read(SseTopicSelection.All, SseStart.Earliest)))];
        using var enough = new CancellationTokenSource();
        var publishing = Enumerable.Range(0, 4).Select(publisher => Task.Run(() => PublishAsync(nodes[publisher % nodes.Length], publisher, enough.Token))).ToArray();
        for (var kill = 0; kill < 3; kill++)
        {
            var seen = readers[0].Messages.Count;
            await readers[0].UntilAsync(seen + 50);
            await Log.KillEngineAsync();
            await nodes[0].UntilHealthAsync(HealthStatus.Degraded);
            await Log.StartEngineAsync();
        }
        await readers[0].UntilAsync(readers[0].Messages.Count + 50);
        await enough.CancelAsync();
        var acknowledged = (await Task.WhenAll(publishing).Bounded("PublishAsync after the engine came back")).Sum();

        await UntilSeenAsync(readers, acknowledged);
        foreach (var reader in readers) Check.Same(readers[0].Messages.Select(Show), reader.Messages.Select(Show), "Subscribers of two nodes see one order, whatever happened to the engine.");
        for (var publisher = 0; publisher < 4; publisher++)
        {
            var own = readers[0].Messages.Select(message => (Number)message.Event!).Where(number => number.Publisher == publisher).Select(number => number.Value).ToList();
            Check.Same(Enumerable.Range(0, own.Count), own, $"What publisher {publisher} published comes once, in its order, although the engine was killed.");
        }
        foreach (var node in nodes) await node.UntilHealthAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Publishing_does_not_wait_for_a_frozen_engine_and_goes_on_when_it_thaws()
    {
        var node = await StartNodeAsync();
        await node.Hub.Topic("t").PublishAsync(new Number(0)).Bounded("PublishAsync");
        await using var stream = new StreamReading(node.Address, "t");
        await Wait.UntilAsync(() => stream.Blocks > 0, () => "a stream to open");
        await Log.FreezeEngineAsync();
        for (var i = 1; i <= 100; i++) node.Hub.Topic("t").Publish(new Number(i));
        var last = node.Hub.Topic("t").PublishAsync(new Number(101)).AsTask();
        var blocks = stream.Blocks;
        await Wait.UntilAsync(() => stream.Blocks >= blocks + 3, () => "heartbeats while the engine stands still");
        Check.That(!last.IsCompleted, "PublishAsync waits until the event is stored.");
        await Log.ThawEngineAsync();

        await last.Bounded("PublishAsync after the engine went on");
        Check.Same(Enumerable.Range(1, 101).Select(i => $"number {i}"), await stream.UntilAsync(101), "What was published while the engine stood still comes afterwards, in order, each event once.");
    }

    private static string Show(SseHubMessage message) => $"{message.Position} {message.Event}";

    private static Task UntilSeenAsync(HubReader[] readers, int count) =>
        Wait.UntilAsync(() => readers.All(reader => reader.Messages.Count >= count), () => $"all subscribers to get {count} events; they got {string.Join(", ", readers.Select(reader => reader.Messages.Count))}");

    private static async Task<int> PublishAsync(HubNode node, int publisher, CancellationToken enough)
    {
        var count = 0;
        while (!enough.IsCancellationRequested) await node.Hub.Topic($"p{publisher}").PublishAsync(new Number(count++, publisher), CancellationToken.None);
        return count;
    }
}
