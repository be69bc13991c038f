namespace Sse.Stores.Contract;

/// <summary>
/// A node's clock is wrong. For engines whose <see cref="TestedLog.IsShared"/> says so: records have the engine's time there,
/// and each node is told what time the engine has.
/// </summary>
public abstract class ClockContract : StoreContract
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_that_is_an_hour_off_loses_nothing(int hours)
    {
        static void Retain(SseHubOptions options) => options.Retention.MaxAge = TimeSpan.FromMinutes(30);
        var right = await StartNodeAsync(Retain);
        var wrong = await StartNodeAsync(Retain, new ShiftedTime { Shift = TimeSpan.FromHours(hours) });
        HubNode[] nodes = [right, wrong];
        HubReader[] readers = [.. nodes.Select(node => Own(node.Read(default, SseStart.Now)))];
        SsePosition first = default;
        for (var i = 0; i < 20; i++)
        {
            var position = await nodes[i % 2].Hub.PublishAsync(new Number(i)).Bounded("PublishAsync");
            if (i == 0) first = position;
        }

        var expected = Enumerable.Range(0, 20).Select(i => (object?)new Number(i)).ToList();
        foreach (var reader in readers)
        {
            await Wait.UntilAsync(() => reader.Events.Contains(expected[^1]), () => "a subscriber to get the last event");
            Check.Same(expected, reader.Events, "A process whose clock is an hour off neither loses events nor makes others lose them.");
        }
        foreach (var node in nodes)
            Check.Same(expected.Skip(1), (await node.ReadAsync(default, first)).Take(19).Select(message => message.Event), "What was published by a process whose clock is an hour off is kept for as long as other events.");
    }
}
