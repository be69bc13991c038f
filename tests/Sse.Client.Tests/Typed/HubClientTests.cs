namespace Sse.Tests.Typed;

public class HubClientTests
{
    private const string PriceFrame = "event: price\ndata: {\"symbol\":\"ACME\",\"value\":1.5}\n\n";

    [Fact]
    public async Task Yields_declared_events_with_topic_and_position()
    {
        await using var server = new RawServer();
        using var client = new SseClient<QuotesHub>(server.Address);
        await using var reader = Read(client);
        await (await server.AcceptStreamAsync()).SendAsync(
            $"id: e1-7/ACME\n{PriceFrame}id: e1-8\nevent: halted\ndata: {{\"symbol\":\"X\"}}\n\nid: e1-9/a%2Fb%20%C3%A9\n{PriceFrame}{PriceFrame}");

        var acme = new Price("ACME", 1.5m);
        (await reader.NextAsync()).ShouldBe(new SseHubMessage { Position = SsePosition.Parse("e1-7"), Topic = "ACME", EventName = "price", Event = acme });
        (await reader.NextAsync()).ShouldBe(new SseHubMessage { Position = SsePosition.Parse("e1-8"), Topic = null, EventName = "halted", Event = new Halted("X") });
        (await reader.NextAsync()).ShouldBe(new SseHubMessage { Position = SsePosition.Parse("e1-9"), Topic = "a/b \u00E9", EventName = "price", Event = acme });
        (await reader.NextAsync()).Position.ShouldBe(SsePosition.Parse("e1-9"), "an event without an id keeps the position");
    }

    [Fact]
    public async Task A_stored_position_goes_on_in_another_client()
    {
        await using var server = new RawServer();
        SsePosition stored;
        using (var client = new SseClient<QuotesHub>(server.Address))
        {
            await using var reader = Read(client);
            await (await server.AcceptStreamAsync()).SendAsync($"id: e1-7/ACME\n{PriceFrame}");
            stored = SsePosition.Parse((await reader.NextAsync()).Position.ToString());
        }

        using var other = new SseClient<QuotesHub>(server.Address);
        await using var again = Read(other, from: stored);
        (await server.AcceptAsync()).LastEventId.ShouldBe("e1-7");
    }

    [Fact]
    public async Task Starts_now_at_the_earliest_or_after_a_position_and_reconnects_after_the_last_event()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient<QuotesHub>(server.Address, test.Options);
        await using var now = Read(client);
        (await server.AcceptAsync()).LastEventId.ShouldBeNull();
        await using var earliest = Read(client, from: SseStart.Earliest);
        var first = await server.AcceptStreamAsync();
        first.LastEventId.ShouldBe("earliest");
        await first.SendAsync($"id: e1-1\n{PriceFrame}");
        await earliest.NextAsync();
        first.Close();
        await test.PassRetryAsync();
        (await server.AcceptAsync()).LastEventId.ShouldBe("e1-1");
    }

    [Fact]
    public async Task A_gap_is_told_to_the_callback_and_in_the_stream()
    {
        await using var server = new RawServer();
        var gaps = new List<SseGap>();
        using var client = new SseClient<QuotesHub>(server.Address, new SseClientOptions { OnGap = gaps.Add });
        await using var reader = Read(client, from: SsePosition.Parse("old-5"));
        var gap = new SseGap { Reason = SseGapReason.OtherEpoch, Requested = "old-5", Oldest = "e2-0", Resumed = "e2-0" };
        await (await server.AcceptStreamAsync()).SendAsync([.. "id: e2-0\n"u8, .. Written(gap)]);

        var message = await reader.NextAsync();
        message.ShouldBe(new SseHubMessage { Position = SsePosition.Parse("e2-0"), Topic = null, EventName = "sse-gap", Event = gap });
        gaps.ShouldBe([gap]);

        static byte[] Written(SseGap gap)
        {
            var frame = new SseFrameWriter([]);
            SseGap.WriteFrame(ref frame, gap);
            var written = frame.Written.ToArray();
            frame.Dispose();
            return written;
        }
    }

    [Theory]
    [InlineData("{\"reason\":\"Unheard\",\"resumed\":\"e2-4\",\"more\":{\"reason\":\"Evicted\"}}", "e2-4")]
    [InlineData("{\"reason\":7,\"resumed\":null}", "e2-0")]
    [InlineData("no json", "e2-0")]
    [InlineData("{\"reason\":\"17\",\"resumed\":\"e2-1\"}", "e2-1")]
    [InlineData("{\"reason\":\"Evicted, Ahead\"}", "e2-0")]
    [InlineData("[[", "e2-0")]
    [InlineData("", "e2-0")]
    public async Task A_gap_that_can_not_be_read_is_still_told(string data, string resumed)
    {
        await using var server = new RawServer();
        using var client = new SseClient<QuotesHub>(server.Address);
        await using var reader = Read(client);
        await (await server.AcceptStreamAsync()).SendAsync($"id: e2-0\nevent: sse-gap\ndata: {data}\n\n");

        (await reader.NextAsync()).Event.ShouldBe(new SseGap { Reason = SseGapReason.Malformed, Requested = null, Oldest = "", Resumed = resumed });
    }

    [Fact]
    public async Task Every_reason_of_a_gap_is_read()
    {
        await using var server = new RawServer();
        using var client = new SseClient<QuotesHub>(server.Address);
        await using var reader = Read(client);
        var connection = await server.AcceptStreamAsync();
        foreach (var reason in Enum.GetValues<SseGapReason>())
        {
            await connection.SendAsync($"id: e2-1\nevent: sse-gap\ndata: {{\"reason\":\"{reason}\",\"requested\":null,\"oldest\":\"e2-0\",\"resumed\":\"e2-1\"}}\n\n");
            (await reader.NextAsync()).Event.ShouldBe(new SseGap { Reason = reason, Requested = null, Oldest = "e2-0", Resumed = "e2-1" });
        }
    }

    [Theory]
    [InlineData("event: novel\ndata: {}\n\n", true)]
    [InlineData("event: price\ndata: {\"symbol\":\n\n", false)]
    [InlineData("event: price\ndata: \n\n", false)]
    public async Task What_can_not_be_read_is_skipped_handed_on_or_thrown_and_the_stream_goes_on(string frame, bool unknown)
    {
        foreach (var policy in Enum.GetValues<SseUnreadablePolicy>())
        {
            await using var server = new RawServer();
            var options = new SseClientOptions();
            if (unknown) options.UnknownEvents = policy;
            else options.MalformedData = policy;
            using var client = new SseClient<QuotesHub>(server.Address, options);
            await using var reader = client.ReadAllAsync(cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
            var moving = reader.MoveNextAsync().AsTask();
            await (await server.AcceptStreamAsync()).SendAsync($"id: e1-1\n{frame}id: e1-2\n{PriceFrame}");

            if (policy == SseUnreadablePolicy.Throw)
            {
                var error = await Should.ThrowAsync<SseUnreadableEventException>(moving.Soon());
                error.Position.ShouldBe(SsePosition.Parse("e1-1"));
                error.Received.Type.ShouldBe(unknown ? "novel" : "price");
                (error.InnerException is null).ShouldBe(unknown);
                moving = reader.MoveNextAsync().AsTask();
            }
            else if (policy == SseUnreadablePolicy.Raw)
            {
                (await moving.Soon()).ShouldBeTrue();
                var raw = reader.Current.Event.ShouldBeOfType<SseMessage>();
                raw.LastEventId.ShouldBe("e1-1");
                moving = reader.MoveNextAsync().AsTask();
            }
            (await moving.Soon()).ShouldBeTrue();
            reader.Current.Event.ShouldBe(new Price("ACME", 1.5m), $"policy {policy}");
        }
    }

    [Fact]
    public async Task Ids_of_another_kind_leave_the_position_empty()
    {
        await using var server = new RawServer();
        using var client = new SseClient<QuotesHub>(server.Address);
        await using var reader = Read(client);
        await (await server.AcceptStreamAsync()).SendAsync($"id: 42\n{PriceFrame}");

        (await reader.NextAsync()).ShouldBe(new SseHubMessage { Position = default, Topic = null, EventName = "price", Event = new Price("ACME", 1.5m) });
    }

    [Fact]
    public async Task Many_readings_go_on_at_once_and_dispose_ends_them_all()
    {
        await using var server = new RawServer();
        var client = new SseClient<QuotesHub>(server.Address);
        await using var one = Read(client, ["A"]);
        var first = await server.AcceptStreamAsync();
        await using var two = Read(client, ["B"]);
        var second = await server.AcceptStreamAsync();
        await second.SendAsync(PriceFrame);
        await first.SendAsync(PriceFrame);
        await one.NextAsync();
        await two.NextAsync();

        client.Dispose();
        client.Dispose();
        await one.Ended.Soon();
        await two.Ended.Soon();
        Should.Throw<ObjectDisposedException>(() => client.ReadAllAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    private static Collector<SseHubMessage> Read(SseClient<QuotesHub> client, SseTopicSelection topics = default, SseStart from = default) =>
        new(ct => client.ReadAllAsync(topics, from, ct));
}
