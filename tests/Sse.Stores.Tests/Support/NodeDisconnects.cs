using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests;

/// <summary>What is asked of two nodes with one log, whatever engine it is in: a disconnect on one ends streams on the other, and no reader sees it.</summary>
internal static class NodeDisconnects
{
    /// <summary>Tries each sort. The nodes are <see cref="SignedIn"/>.</summary>
    public static async Task TryAsync(Node one, Node two)
    {
        var start = await one.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();
        one.Hub.Disconnect("bob").ShouldBe(0);
        await EndsAsync(two, "a", start, () => one.Hub.Disconnect("alice").ShouldBe(0), "\nretry: [1-5][0-9]{3}\n");
        await EndsAsync(one, "a", start, () => two.Hub.Disconnect("team", "Köln", forGood: true).ShouldBe(0), "~end\nretry: [0-9]+\n");
        await EndsAsync(two, "handler", start, () => one.Services.GetRequiredService<SseStreams>().Disconnect("alice").ShouldBe(0), "\nretry: [1-5][0-9]{3}\n");

        // It has a place and no event: who resumes from before misses nothing and is told of no gap.
        var last = await two.Hub.Topic("a").PublishAsync(new Tick(2)).Bounded();
        await Wait.Until(() => one.Hub.Position == last);
        foreach (var node in new[] { one, two })
        {
            (await node.ReadAsync("a", start)).Where(message => message.Topic is not null || message.Event is not Tick).Select(message => message.Event).ShouldBe([new Tick(2)]);
            (await node.ReadAsync("a", SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => message.Event).ShouldBe([new Tick(1), new Tick(2)]);
            (await node.ReadAsync(SseTopicSelection.All, SseStart.Earliest)).ShouldAllBe(message => message.Event is Tick);
        }
    }

    private static async Task EndsAsync(Node node, string path, SsePosition after, Action disconnect, string lastWords)
    {
        await using var stream = await node.ConnectAsync(path, after);
        using var reader = new StreamReader(stream);
        var begin = TimeProvider.System.GetTimestamp();
        disconnect();
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken).Bounded()).ShouldMatch(lastWords);
        TimeProvider.System.GetElapsedTime(begin).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
