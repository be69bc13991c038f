namespace Sse.Tests.Typed;

/// <summary>Snapshots as they come over the wire.</summary>
public class SnapshotTests
{
    [Theory]
    [InlineData("s9.4", "s9.7", "9", "10")]
    [InlineData("xAAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBB", "xAAAAAAAAAAAAAAAAAAAAAA.CCCCCCCCCCCCCCCCCCCCCC", "xDDDDDDDDDDDDDDDDDDDDDD", "xEEEEEEEEEEEEEEEEEEEEEE")]
    public async Task Asks_for_a_snapshot_tells_it_from_live_and_goes_on_inside_it(string inside, string further, string live, string behind)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient<BoardHub>(server.Address, test.Options);
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync("A", SseStart.Snapshot, ct));
        var first = await server.AcceptStreamAsync();
        first.LastEventId.ShouldBe("snapshot");
        await first.SendAsync(Level($"e-{inside}/A", "a", 1));
        var message = await reader.NextAsync();
        (message.Position, message.Topic, message.Event, message.IsSnapshot).ShouldBe((SsePosition.Parse($"e-{inside}"), "A", new Level("a", 1), true));
        first.Close();
        await test.PassRetryAsync();

        var second = await server.AcceptStreamAsync();
        second.LastEventId.ShouldBe($"e-{inside}/A");
        await second.SendAsync(Level($"e-{further}/A", "b", 2) + $"id: e-{live}\nevent: sse-live\ndata: {{\"count\":1,\"position\":\"e-{live}\",\"complete\":true}}\n\n" + Level($"e-{behind}/A", "a", 3));
        (await reader.NextAsync()).IsSnapshot.ShouldBeTrue();
        (await reader.NextAsync()).ShouldBe(new SseHubMessage
        {
            Position = SsePosition.Parse($"e-{live}"), EventName = "sse-live", Event = new SseLive { Count = 1, Position = $"e-{live}", Complete = true },
        });
        message = await reader.NextAsync();
        (message.IsSnapshot, message.Event).ShouldBe((false, new Level("a", 3)));
    }

    [Fact]
    public async Task A_snapshot_that_has_not_begun_is_asked_for_again()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient<BoardHub>(server.Address, test.Options);
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(from: SseStart.Snapshot, cancellationToken: ct));
        (await server.AcceptStreamAsync()).Close();
        await test.PassRetryAsync();
        var second = await server.AcceptStreamAsync();
        second.LastEventId.ShouldBe("snapshot");
        await second.SendAsync("id: e-s9.0\n\n");
        second.Close();
        await test.PassRetryAsync();
        (await server.AcceptAsync()).LastEventId.ShouldBe("e-s9.0");
    }

    [Fact]
    public async Task A_gap_between_is_none_of_its_events()
    {
        await using var server = new RawServer();
        using var client = new SseClient<BoardHub>(server.Address);
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(cancellationToken: ct));
        await (await server.AcceptStreamAsync()).SendAsync("id: e-s9.0\nevent: sse-gap\ndata: {\"reason\":\"Evicted\"}\n\n");

        var message = await reader.NextAsync();
        message.Event.ShouldBeOfType<SseGap>();
        message.IsSnapshot.ShouldBeFalse();
        message.Position.ShouldBe(SsePosition.Parse("e-s9.0"));
    }

    [Theory]
    [InlineData("{\"count\":7,\"position\":\"e-9\",\"complete\":true,\"more\":{\"complete\":false}}", 7, true)]
    [InlineData("{\"count\":\"7\",\"position\":9,\"complete\":\"true\"}", 0, false)]
    [InlineData("{\"count\":1e99,\"complete\":1}", 0, false)]
    [InlineData("{\"complete\":", 0, false)]
    [InlineData("[[", 0, false)]
    [InlineData("no json", 0, false)]
    [InlineData("", 0, false)]
    public async Task An_end_that_can_not_be_read_is_still_told_and_promises_nothing(string data, long count, bool complete)
    {
        await using var server = new RawServer();
        using var client = new SseClient<BoardHub>(server.Address);
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(cancellationToken: ct));
        await (await server.AcceptStreamAsync()).SendAsync($"id: e-9\nevent: sse-live\ndata: {data}\n\n");

        (await reader.NextAsync()).Event.ShouldBe(new SseLive { Count = count, Position = "e-9", Complete = complete });
    }

    [Theory]
    [InlineData("/market", "A", "/market?topic=A&maxFrequency=0.5")]
    [InlineData("/market/{topic}?v=1", "A", "/market/A?v=1&maxFrequency=0.5")]
    [InlineData("/market?", null, "/market?maxFrequency=0.5")]
    public async Task The_frequency_it_wants_goes_into_the_query(string address, string? topic, string target)
    {
        await using var server = new RawServer();
        using var client = new SseClient<BoardHub>(new Uri(server.Origin + address), new SseClientOptions { MaxFrequency = 0.5m });
        await using var reader = new Collector<SseHubMessage>(ct => client.ReadAllAsync(topic is null ? default(SseTopicSelection) : topic, cancellationToken: ct));

        (await server.AcceptAsync()).RequestLine.ShouldBe($"GET {target} HTTP/1.1");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void A_frequency_that_is_none_is_refused(string value) =>
        Should.Throw<ArgumentException>(() => new SseClient(new Uri("http://example.org/"), new SseClientOptions { MaxFrequency = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) }))
            .Message.ShouldContain("MaxFrequency");

    private static string Level(string id, string name, int value) => $"id: {id}\nevent: level\ndata: {{\"id\":\"{name}\",\"value\":{value}}}\n\n";
}
