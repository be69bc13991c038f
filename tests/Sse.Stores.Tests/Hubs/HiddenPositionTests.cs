using Sse.Sqlite;

namespace Sse.Tests.Hubs;

/// <summary>Hidden positions of logs that outlive their process, or are shared by several.</summary>
public sealed class HiddenPositionTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] Another = [.. Enumerable.Repeat((byte)2, 16)];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    public async Task Ids_mean_the_same_after_a_restart_with_their_key_and_nothing_with_another(long? bytesInMemory)
    {
        var ids = new List<string>();
        await using (var node = await StartAsync(bytesInMemory, Key))
        {
            // A batch each, so that each has a tag of its own.
            for (var i = 1; i <= 300; i++) ids.Add((await node.Hub.Topic("ACME").PublishAsync(new Price($"S{i % 7}", i))).ToString());
            await node.StopAsync();
        }
        ids.ShouldAllBe(id => id.Length == ids[0].Length);
        ids.Distinct().Count().ShouldBe(ids.Count);

        await using (var again = await StartAsync(bytesInMemory, Key))
        {
            await GoesOnAsync(again);
            await again.StopAsync();
        }
        // A new key before the old one: who comes with an old id loses nothing, and gets new ones.
        await using (var rotated = await StartAsync(bytesInMemory, Another, Key))
        {
            await GoesOnAsync(rotated);
            (await rotated.ReadAsync("ACME", SseStart.Earliest))[0].Position.ToString().ShouldNotBe(ids[0]);
            await rotated.StopAsync();
        }
        foreach (byte[][] keys in new byte[][][] { [Another], [] })
        {
            await using var stranger = await StartAsync(bytesInMemory, keys);
            foreach (var id in new[] { ids[0], ids[^1] })
            {
                var told = await stranger.ReadAsync("ACME", SsePosition.Parse(id));
                told[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.OtherEpoch);
                told[1].Event.ShouldBe(new Price("S1", 1));
                using var client = new StreamReader(await stranger.ConnectAsync("ACME", id));
                (await ReadAsync(client, "data: ", 1))[0].ShouldContain($"\"reason\":\"OtherEpoch\",\"requested\":\"{id}\"");
            }
            await stranger.StopAsync();
        }

        async Task GoesOnAsync(Node node)
        {
            foreach (var from in new[] { 0, 1, 150, 298 })
            {
                (await node.ReadAsync("ACME", SsePosition.Parse(ids[from])))[0].Event.ShouldBe(new Price($"S{(from + 2) % 7}", from + 2));
                using var client = new StreamReader(await node.ConnectAsync("ACME", ids[from] + "/ACME"));
                (await ReadAsync(client, "data: ", 1))[0].ShouldBe($$"""data: {"symbol":"S{{(from + 2) % 7}}","value":{{from + 2}}}""");
            }
        }
    }

    [Fact]
    public async Task A_client_goes_on_with_another_node_also_before_that_one_has_its_place()
    {
        var log = new SharedLog();
        SharedStore? slow = null;
        await using var one = await Node.StartAsync(_ => log.Open(), Hide);
        await using var two = await Node.StartAsync(_ => slow = log.Open(), Hide);
        var id = (await one.Hub.PublishAsync(new Tick(1)).AsTask().Bounded()).ToString();
        using (var here = new StreamReader(await two.ConnectAsync("", id)))
        {
            await one.Hub.PublishAsync(new Tick(2)).AsTask().Bounded();
            (await ReadAsync(here, "data: ", 1))[0].ShouldBe("data: {\"number\":2}");
        }

        var arrival = new TaskCompletionSource();
        slow!.Tail = arrival.Task;
        await one.Hub.PublishAsync(new Tick(3)).AsTask().Bounded();
        id = (await one.Hub.PublishAsync(new Tick(4)).AsTask().Bounded()).ToString();
        var connecting = two.ConnectAsync("", id);
        await one.Hub.PublishAsync(new Tick(5)).AsTask().Bounded();
        arrival.SetResult();
        using var ahead = new StreamReader(await connecting);
        (await ReadAsync(ahead, "data: ", 1))[0].ShouldBe("data: {\"number\":5}");

        static void Hide(SseHubOptions options) => options.PositionKeys.Add(Key);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Node> StartAsync(long? bytesInMemory, params byte[][] keys) => Node.StartAsync(
        _ => new SqliteLogStore(Path.Combine(_folder.Path, "hub.db")),
        options =>
        {
            options.Retention.MaxBytesInMemory = bytesInMemory;
            foreach (var key in keys) options.PositionKeys.Add(key);
        });

    private static async Task<List<string>> ReadAsync(StreamReader reader, string start, int count)
    {
        var lines = new List<string>();
        while (lines.Count < count && await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Bounded() is { } line)
            if (line.StartsWith(start, StringComparison.Ordinal)) lines.Add(line);
        return lines;
    }
}
