namespace Sse.Stores.Contract;

/// <summary>A hub whose log is made anew. For engines whose <see cref="TestedLog.RecreateAsync"/> can.</summary>
public abstract class HubReplacedContract : StoreContract
{
    [Fact]
    public async Task Subscribers_are_told_and_the_hub_begins_over()
    {
        var node = await StartNodeAsync();
        var known = await node.Hub.PublishAsync(new Number(1)).Bounded("PublishAsync");
        await using var reader = node.Read(default, SseStart.Now);
        await Log.RecreateAsync();

        await Wait.UntilAsync(() => node.Hub.Position.Epoch != known.Epoch, () => "a hub to notice that its log was made anew");
        Check.Equal(SseGapReason.OtherEpoch, ((await reader.UntilAsync(1))[0].Event as SseGap)?.Reason, "A reader of the former log is told of a gap, and goes on with the new one.");
        await node.Hub.PublishAsync(new Number(2)).Bounded("PublishAsync to a log that was made anew");
        var told = await node.ReadAsync(default, known);
        Check.Equal(SseGapReason.OtherEpoch, (told[0].Event as SseGap)?.Reason, "A client that comes back with a place of the former log is told of a gap.");
        Check.Same([new Number(2)], told.Skip(1).Select(message => message.Event), "After the gap a client gets what the new log has.");
    }
}
