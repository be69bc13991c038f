namespace Sse.Tests.Http;

public class RequestPerReadingTests
{
    [Fact]
    public async Task Each_reading_sends_its_own_content_headers_and_start_id()
    {
        await using var server = new RawServer();
        var options = new SseClientOptions { Headers = { ["X-Client"] = "all", ["X-Both"] = "client" }, LastEventId = "the client's" };
        using var client = new SseClient(server.Address, options);
        await using var one = new Collector<SseMessage>(ct => client.ReadAllAsync(
            new SseRequest { Content = () => new StringContent("one"), Headers = { ["X-Both"] = "one", ["Content-Type"] = "text/x" }, LastEventId = "1" }, ct));
        var first = await server.AcceptStreamAsync();
        await using var two = new Collector<SseMessage>(ct => client.ReadAllAsync(new SseRequest { Method = HttpMethod.Put, Content = () => new StringContent("two") }, ct));
        var second = await server.AcceptStreamAsync();
        await using var own = Collect.From(client);
        var third = await server.AcceptStreamAsync();

        (first.RequestLine[..5], first.Body, first.LastEventId).ShouldBe(("POST ", "one", "1"));
        (first.Headers["X-Client"], first.Headers["X-Both"], first.Headers["Content-Type"]).ShouldBe(("all", "one", "text/x"));
        (second.RequestLine[..4], second.Body, second.LastEventId, second.Headers["X-Both"]).ShouldBe(("PUT ", "two", null, "client"));
        (third.RequestLine[..4], third.Body, third.LastEventId).ShouldBe(("GET ", "", "the client's"));
        await second.SendAsync("id: 5\ndata: for two\n\n");
        await first.SendAsync("data: for one\n\n");
        (await one.NextAsync()).Text.ShouldBe("for one");
        (await two.NextAsync()).Text.ShouldBe("for two");
        client.LastEventId.ShouldBe("the client's", "a reading of its own leaves the client's alone");
    }

    [Fact]
    public async Task Ten_prompts_need_one_client_and_one_connection()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { EndMarks = { "[DONE]" } });
        RawConnection? connection = null;
        for (var i = 0; i < 10; i++)
        {
            await using var reader = new Collector<SseMessage>(ct => client.ReadAllAsync(new SseRequest { Content = () => new StringContent($"prompt {i}") }, ct));
            if (connection is null) connection = await server.AcceptAsync();
            else await connection.ReadRequestAsync().Soon();
            connection.Body.ShouldBe($"prompt {i}");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            await connection.SendAsync("d\r\ndata: token\n\n\r\ne\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
            (await reader.NextAsync()).Text.ShouldBe("token");
            await reader.Ended.Soon();
        }
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Fact]
    public async Task Typed_by_an_event_or_by_a_hub()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var prices = new Collector<Price>(ct => client.ReadAllAsync<Price>(new SseRequest { Content = () => new StringContent("q") }, ct));
        var first = await server.AcceptStreamAsync();
        first.Body.ShouldBe("q");
        await first.SendAsync("event: price\ndata: {\"symbol\":\"A\",\"value\":1}\n\n");
        (await prices.NextAsync()).ShouldBe(new Price("A", 1));

        using var hub = new SseClient<QuotesHub>(new Uri(server.Origin + "/{topic}"));
        await using var messages = new Collector<SseHubMessage>(ct => hub.ReadAllAsync(new SseRequest { Content = () => new StringContent("q"), LastEventId = "e-1" }, "A", ct));
        var second = await server.AcceptStreamAsync();
        (second.RequestLine, second.Body, second.LastEventId).ShouldBe(("POST /A HTTP/1.1", "q", "e-1"));
        await second.SendAsync("event: halted\ndata: {\"symbol\":\"A\"}\n\n");
        (await messages.NextAsync()).Event.ShouldBe(new Halted("A"));
    }

    [Fact]
    public async Task Its_policy_is_its_own_and_each_enumeration_a_new_request()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        var readings = client.ReadAllAsync(new SseRequest { Reconnect = SseReconnect.Never }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++)
        {
            await using var reader = new Collector<SseMessage>(_ => readings);
            (await server.AcceptStreamAsync()).Reset();
            await Should.ThrowAsync<SseConnectionLostException>(reader.Ended.Soon());
        }
        test.HasRetried.ShouldBeFalse();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_at_once_and_dispose_ends_it()
    {
        await using var server = new RawServer();
        var client = new SseClient(server.Address);
        Should.Throw<ArgumentException>(() => client.ReadAllAsync(new SseRequest { Headers = { ["X"] = "a\nb" } }, TestContext.Current.CancellationToken)).ParamName.ShouldBe("request");
        Should.Throw<ArgumentException>(() => client.ReadAllAsync(new SseRequest { LastEventId = "a\nb" }, TestContext.Current.CancellationToken));
        Should.Throw<ArgumentNullException>(() => client.ReadAllAsync((SseRequest)null!, TestContext.Current.CancellationToken));
        await using var reader = new Collector<SseMessage>(ct => client.ReadAllAsync(new SseRequest(), ct));
        await server.AcceptStreamAsync();

        client.Dispose();
        await reader.Ended.Soon();
        Should.Throw<ObjectDisposedException>(() => client.ReadAllAsync(new SseRequest(), TestContext.Current.CancellationToken));
    }
}
