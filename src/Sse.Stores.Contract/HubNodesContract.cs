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
    public async Task The_end_of_a_topic_is_at_the_same_place_on_all_nodes()
    {
        HubNode[] nodes = [await StartNodeAsync(), await StartNodeAsync()];
        for (var round = 0; round < 10; round++)
        {
            var topic = $"t{round}";
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
