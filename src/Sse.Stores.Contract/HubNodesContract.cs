namespace Sse.Stores.Contract;

/// <summary>Several processes of an application serve one hub. For engines whose <see cref="TestedLog.IsShared"/> says so.</summary>
public abstract class HubNodesContract : StoreContract
{
    [Fact]
    public async Task Subscribers_of_all_nodes_see_one_order()
    {
        HubNode[] nodes = [await StartNodeAsync(), await StartNodeAsync(), await StartNodeAsync()];
        HubReader[] readers = [.. nodes.Select(node => Own(node.Read(SseTopicSelection.All, SseStart.Earliest)))];
        var positions = await Task.WhenAll(Enumerable.Range(0, 8).Select(publisher => Task.Run(async () =>
        {
            var own = new List<SsePosition>();
            for (var i = 0; i < 60; i++) own.Add(await nodes[publisher % 3].Hub.Topics([$"p{publisher}", "all"]).PublishAsync(new Number(i, publisher)).Bounded("PublishAsync"));
            return own;
        })));

        var seen = await readers[0].UntilAsync(480);
        foreach (var reader in readers.Skip(1))
            Check.Same(seen.Select(Show), (await reader.UntilAsync(480)).Select(Show), "Subscribers of two nodes see the same events under the same ids; an event for several topics once.");
        for (var publisher = 0; publisher < 8; publisher++)
        {
            var own = seen.Where(message => ((Number)message.Event!).Publisher == publisher).ToList();
            Check.Same(Enumerable.Range(0, 60), own.Select(message => ((Number)message.Event!).Value), $"What publisher {publisher} published comes once, in its order.");
            Check.Same(positions[publisher], own.Select(message => message.Position), "The position that PublishAsync answers is the one under which subscribers get the event.");
        }
    }

    [Fact]
    public async Task A_client_that_changes_nodes_loses_nothing_and_is_told_of_no_gap()
    {
        HubNode[] nodes = [await StartNodeAsync(), await StartNodeAsync()];
        using var enough = new CancellationTokenSource();
        var publishing = Task.Run(async () =>
        {
            var count = 0;
            for (; !enough.IsCancellationRequested; count++) await nodes[count % 2].Hub.PublishAsync(new Number(count)).Bounded("PublishAsync");
            return count;
        });
        var got = new List<object?>();
        var place = SseStart.Earliest;
        for (var move = 0; move < 50; move++)
        {
            await using var reader = nodes[move % 2].Read(default, place);
            var messages = await reader.UntilAsync(5);
            got.AddRange(messages.Select(message => message.Event));
            place = messages[^1].Position;
        }
        await enough.CancelAsync();
        await publishing;

        Check.Same(Enumerable.Range(0, got.Count).Select(i => new Number(i)), got, "A client that goes from node to node while events are published gets each once, and no gap.");
    }

    [Fact]
    public async Task A_client_that_comes_to_a_node_that_lags_loses_nothing_and_is_told_of_no_gap()
    {
        var node = await StartNodeAsync();
        var (lagging, store) = await StartFaultyNodeAsync();
        var gate = new TaskCompletionSource();
        store.TailGate = gate.Task;
        SsePosition known = default;
        for (var i = 0; i < 10; i++) known = await node.Hub.Topic("t").PublishAsync(new Number(i)).Bounded("PublishAsync");
        var client = new StreamReading(lagging.Address, "t", known);
        await using (client)
        {
            await node.Hub.Topic("t").PublishAsync(new Number(10)).Bounded("PublishAsync");
            gate.SetResult();
            Check.Same(["number 10"], (await client.UntilAsync(1)).Take(1), "A client that comes to a node with a place that the node hasn't read yet gets what follows it, and no gap.");
        }
    }

    [Fact]
    public async Task The_end_of_a_topic_is_at_the_same_place_on_all_nodes()
    {
        for (var round = 0; round < 10; round++)
        {
            var topic = $"t{round}";
            HubNode[] nodes = round == 0 ? [await StartNodeAsync(), await StartNodeAsync()] : _nodes;
            _nodes = nodes;
            HubReader[] readers = [.. nodes.Select(node => Own(node.Read(topic, SseStart.Now)))];
            var publishing = Enumerable.Range(0, 4).Select(publisher => Task.Run(() => PublishUntilCompleteAsync(nodes[publisher % 2], topic, publisher))).ToArray();
            await readers[0].UntilAsync(20);
            nodes[round % 2].Hub.Topic(topic).Complete();

            var published = (await Task.WhenAll(publishing)).SelectMany(own => own).ToHashSet();
            foreach (var reader in readers) await reader.Ended.Bounded("The end of a stream whose topic was completed on another node");
            Check.Same(readers[0].Messages.Select(Show), readers[1].Messages.Select(Show), "Subscribers of two nodes see a topic end behind the same event.");
            Check.Same(published.Order(), readers[0].Messages.Select(message => message.Position).Order(), "What PublishAsync gave a position for came before the end of its topic, and what it failed for did not.");
        }
    }

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

    private HubNode[] _nodes = [];

    private static string Show(SseHubMessage message) => $"{message.Position} {message.Event}";

    private static async Task<List<SsePosition>> PublishUntilCompleteAsync(HubNode node, string topic, int publisher)
    {
        var positions = new List<SsePosition>();
        try
        {
            for (var i = 0; ; i++) positions.Add(await node.Hub.Topic(topic).PublishAsync(new Number(i, publisher)).Bounded("PublishAsync to a topic that is completed"));
        }
        catch (SseTopicCompletedException)
        {
            return positions;
        }
    }
}
