namespace Sse.Stores.Contract;

/// <summary>
/// A hub whose log is restored from an older copy. For engines whose <see cref="TestedLog.CopyAsync"/> and
/// <see cref="TestedLog.RestoreAsync"/> can.
/// </summary>
public abstract class HubRestoredContract : StoreContract
{
    [Fact]
    public async Task No_id_is_ever_given_to_another_event()
    {
        SsePosition copied, lost;
        await using (var node = await StartNodeAsync())
        {
            copied = await node.Hub.PublishAsync(new Number(1)).Bounded("PublishAsync");
            await node.StopAsync();
        }
        await Log.CopyAsync();
        await using (var node = await StartNodeAsync())
        {
            lost = await node.Hub.PublishAsync(new Number(2)).Bounded("PublishAsync");
            await node.StopAsync();
        }
        await Log.RestoreAsync();
        var again = await StartNodeAsync();
        var other = await again.Hub.PublishAsync(new Number(3)).Bounded("PublishAsync");

        Check.That(other != lost, $"An event that follows a restore has another id than the one that was lost: both were {lost}.");
        var told = await again.ReadAsync(default, lost);
        Check.Equal(SseGapReason.OtherEpoch, (told[0].Event as SseGap)?.Reason, "A client that comes back with the id of an event that was lost is told of a gap.");
        Check.Same([new Number(1), new Number(3)], told.Skip(1).Select(message => message.Event), "After the gap a client gets what the log has.");
        if (copied.Epoch == other.Epoch) Check.Same([new Number(3)], (await again.ReadAsync(default, copied)).Select(message => message.Event).Take(1), "A client that comes back with an id that the copy had goes on.");
    }

    [Fact]
    public async Task A_hub_that_runs_meanwhile_begins_over()
    {
        if (!Log.IsShared) Assert.Skip("The log is open in one process: nothing can be restored meanwhile.");
        await using (var first = await StartNodeAsync())
        {
            await first.Hub.PublishAsync(new Number(1)).Bounded("PublishAsync");
            await first.StopAsync();
        }
        await Log.CopyAsync();
        var node = await StartNodeAsync();
        var lost = await node.Hub.PublishAsync(new Number(2)).Bounded("PublishAsync");
        await using var reader = node.Read(default, SseStart.Now);
        await Log.RestoreAsync();

        Check.That((await reader.UntilAsync(1))[0].Event is SseGap, "A reader of an event that the older copy doesn't have is told of a gap, and goes on.");
        await node.Hub.PublishAsync(new Number(3)).Bounded("PublishAsync to a log that was restored");
        var told = await node.ReadAsync(default, lost);
        Check.Equal(SseGapReason.OtherEpoch, (told[0].Event as SseGap)?.Reason, "A client that comes back with the id of an event that was lost is told of a gap.");
        Check.Same([new Number(1), new Number(3)], told.Skip(1).Select(message => message.Event), "After the gap a client gets what the log has.");
    }
}
