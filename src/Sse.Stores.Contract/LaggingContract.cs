namespace Sse.Stores.Contract;

/// <summary>
/// A client is known to one node and comes to another, which may not have read that far yet. For engines whose
/// <see cref="TestedLog.IsShared"/> says so.
/// </summary>
public abstract class LaggingContract : StoreContract
{
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
}
