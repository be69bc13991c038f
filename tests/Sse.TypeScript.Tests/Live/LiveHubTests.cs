using System.Text.Json;

namespace Sse.Tests.Live;

/// <summary>The TypeScript client in node and Bun against a hub on Kestrel.</summary>
public class LiveHubTests(NodeWorkspace node)
{
    private static readonly object FromTheBeginning = new { topics = new[] { "A" }, lastEventId = "earliest", reconnectDelay = 20 };

    [Theory]
    [InlineData("node")]
    [InlineData("bun")]
    public async Task Gets_every_event_exactly_once_while_its_streams_are_cut_again_and_again_until_the_topic_is_complete(string runtime)
    {
        await using var server = await LiveServer.StartAsync();
        await using var reader = await NodeReader.StartAsync(node, server.Address, FromTheBeginning, runtime: runtime);
        for (var n = 0; n < 1_000; n++)
        {
            server.Hub.Topic("A").Publish(new Tick("A", n));
            server.Hub.Topic("B").Publish(new Tick("B", n));
            if (n % 100 == 99)
            {
                // Half of the next hundred are published while the client is away.
                for (var seen = n - 99; seen <= n; seen++) (await reader.NextAsync("tick")).GetProperty("data").GetProperty("n").GetInt64().ShouldBe(seen);
                server.Cut();
            }
        }
        server.Hub.Topic("A").Complete();
        (await reader.NextAsync("end")).GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("node")]
    [InlineData("bun")]
    public async Task Tells_the_gap_of_a_restart_and_goes_on(string runtime)
    {
        string before;
        NodeReader reader;
        int port;
        await using (var first = await LiveServer.StartAsync())
        {
            port = first.Port;
            reader = await NodeReader.StartAsync(node, first.Address, FromTheBeginning, runtime: runtime);
            before = $"{await first.Hub.Topic("A").PublishAsync(new Tick("A", 1), TestContext.Current.CancellationToken)}";
            (await reader.NextAsync("tick")).GetProperty("position").GetString().ShouldBe(before);
            await first.StopAsync();
        }
        await using var reading = reader;
        await using var second = await LiveServer.StartAsync(port: port);
        second.Hub.Topic("A").Publish(new Tick("A", 2));

        var gap = await reader.NextAsync("sse-gap");
        gap.GetProperty("data").GetProperty("reason").GetString().ShouldBe("OtherEpoch");
        gap.GetProperty("data").GetProperty("requested").GetString().ShouldBeOneOf($"{before}/A", before);
        (await reader.NextAsync("tick")).GetProperty("data").GetProperty("n").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("node")]
    [InlineData("bun")]
    public async Task Goes_on_from_a_stored_position_or_is_told_that_it_has_been_evicted(string runtime)
    {
        await using var server = await LiveServer.StartAsync(o => o.Retention.MaxEvents = 10);
        var early = await server.Hub.Topic("A").PublishAsync(new Tick("A", 0), TestContext.Current.CancellationToken);
        for (var n = 1; n <= 100; n++) server.Hub.Topic("A").Publish(new Tick("A", n));
        var late = await server.Hub.Topic("A").PublishAsync(new Tick("A", 101), TestContext.Current.CancellationToken);
        server.Hub.Topic("A").Publish(new Tick("A", 102));

        await using var lost = await NodeReader.StartAsync(node, server.Address, new { topics = new[] { "A" }, lastEventId = $"{early}" }, runtime: runtime);
        (await lost.NextAsync("sse-gap")).GetProperty("data").GetProperty("reason").GetString().ShouldBe("Evicted");
        await using var kept = await NodeReader.StartAsync(node, server.Address, new { topics = new[] { "A" }, lastEventId = $"{late}" }, runtime: runtime);
        var next = await kept.NextAsync("tick");
        (next.GetProperty("data").GetProperty("n").GetInt64(), next.GetProperty("topic").GetString(), next.GetProperty("snapshot").GetBoolean()).ShouldBe((102, "A", false));
    }

    [Theory]
    [InlineData("node")]
    [InlineData("bun")]
    public async Task Begins_with_a_snapshot(string runtime)
    {
        await using var server = await LiveServer.StartAsync();
        for (var n = 0; n < 10; n++) server.Hub.Topic("A").Publish(new Tick($"K{n % 2}", n));
        server.Hub.Topic("A").Publish(new Tick("K2", 10));
        server.Hub.Topic("A").Publish(new Gone("K2"));
        await using var reader = await NodeReader.StartAsync(node, server.Address, new { topics = new[] { "A" }, lastEventId = "snapshot" }, runtime: runtime);

        foreach (var n in new[] { 8, 9 })
        {
            var tick = await reader.NextAsync("tick");
            (tick.GetProperty("data").GetProperty("n").GetInt64(), tick.GetProperty("snapshot").GetBoolean()).ShouldBe((n, true));
        }
        (await reader.NextAsync("sse-live")).GetProperty("data").GetProperty("count").GetInt64().ShouldBe(2);
        server.Hub.Topic("A").Publish(new Gone("K0"));
        (await reader.NextAsync("gone")).GetProperty("snapshot").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("node")]
    [InlineData("bun")]
    public async Task Gets_no_more_than_the_frequency_it_asked_for_and_always_the_newest(string runtime)
    {
        await using var server = await LiveServer.StartAsync();
        for (var n = 0; n < 1_000; n++) server.Hub.Topic("A").Publish(new Tick("K", n));
        await using var reader = await NodeReader.StartAsync(node, server.Address, new { topics = new[] { "A" }, lastEventId = "earliest", maxFrequency = 2 }, runtime: runtime);

        (await reader.NextAsync("tick")).GetProperty("data").GetProperty("n").GetInt64().ShouldBe(999);
    }

    [Theory]
    [InlineData("plain", "node")]
    [InlineData("exact", "node")]
    [InlineData("plain", "bun")]
    [InlineData("exact", "bun")]
    public async Task Reads_what_the_generated_writers_write(string folder, string runtime)
    {
        await using var server = await LiveServer.StartAsync();
        var wide = new Wide(ulong.MaxValue, 1.50m, Guid.Empty, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(90), Level.Bad, Rights.Read | Rights.Write, new Circle(2.50m), [new Square(0.5), new Circle(7.0m)],
            new() { ["a\n\"b\""] = long.MinValue }, new(long.MaxValue, [new(1, [])]), [1, 2, 3], null);
        server.Hub.Topic("A").Publish(wide);
        await using var reader = await NodeReader.StartAsync(node, server.Address, FromTheBeginning, folder, runtime);

        var data = (await reader.NextAsync("wide")).GetProperty("data").GetRawText();
        // It writes what it has read: bigint as "123n", so that the two kinds of number differ.
        var expected = JsonSerializer.Serialize(wide, JsonSerializerOptions.Web);
        var read = folder is "exact"
            ? data.Replace("\"18446744073709551615n\"", "18446744073709551615", StringComparison.Ordinal).Replace("\"-9223372036854775808n\"", "-9223372036854775808", StringComparison.Ordinal)
                .Replace("\"9223372036854775807n\"", "9223372036854775807", StringComparison.Ordinal).Replace("\"1n\"", "1", StringComparison.Ordinal)
                .Replace("\"1.50\"", "1.50", StringComparison.Ordinal).Replace("\"2.50\"", "2.50", StringComparison.Ordinal).Replace("\"7.0\"", "7.0", StringComparison.Ordinal)
            : data;
        if (folder is "exact") Normal(read).ShouldBe(Normal(expected));
        else JsonDocument.Parse(read).RootElement.GetProperty("large").GetDouble().ShouldBe(ulong.MaxValue);
    }

    [Theory]
    [InlineData("node")]
    [InlineData("bun")]
    public async Task Reads_a_million_events_in_order_without_growing(string runtime)
    {
        const int Events = 1_000_000;
        await using var server = await LiveServer.StartAsync(o => (o.Retention.MaxEvents, o.Retention.MaxBytes) = (Events + 10, long.MaxValue));
        for (var n = 0; n < Events; n++) server.Hub.Topic("A").Publish(new Tick("A", n));
        server.Hub.Topic("A").Complete();
        await using var reader = await NodeReader.StartAsync(node, server.Address, new { topics = new[] { "A" }, lastEventId = "earliest", countOnly = true }, runtime: runtime);

        var counted = await reader.NextAsync("counted");
        counted.GetProperty("events").GetInt64().ShouldBe(Events);
        counted.GetProperty("inOrder").GetBoolean().ShouldBeTrue();
        counted.GetProperty("growth").GetInt64().ShouldBeLessThan(20 * 1024 * 1024);
    }

    private static string Normal(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
