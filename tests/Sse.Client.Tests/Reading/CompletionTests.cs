namespace Sse.Tests.Reading;

public class CompletionTests
{
    [Theory]
    [InlineData("id: e1-7~end\n\n")]
    [InlineData("id: ~end\r\n\r\n")]
    [InlineData("retry: 500\nid: e1-7/A~end\n\n")]
    [InlineData(": bye\nid: e1-7~end\n: bye\n\n")]
    [InlineData("id: e1-7~end\n\ndata: never\n\n")]
    public async Task Ends_at_the_end_mark_without_asking_again(string last)
    {
        await using var server = new RawServer();
        var closed = new List<SseClosed>();
        var test = new TestOptions();
        test.Options.OnClosed = closed.Add;
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync($"id: e1-7\ndata: a\n\n{last}");
        (await reader.NextTextAsync()).ShouldBe("a");

        // The server has not closed anything: it is the client that knows.
        await reader.Ended.Soon();
        await connection.ClientClosedAsync().Soon();
        reader.IsEmpty.ShouldBeTrue();
        closed.ShouldHaveSingleItem().Reason.ShouldBe(SseCloseReason.Completed);
        client.LastEventId.ShouldEndWith("~end");
        test.HasRetried.ShouldBeFalse();
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_that_carries_the_mark_is_the_last_one()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        await (await server.AcceptStreamAsync()).SendAsync("id: 7~end\ndata: last\n\ndata: never\n\n");

        (await reader.NextTextAsync()).ShouldBe("last");
        await reader.Ended.Soon();
        reader.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("id: 7~end\ndata: unfinished\n")]
    [InlineData("id: 7~END\n\n")]
    [InlineData("id: ~end/7\n\n")]
    [InlineData("event: ~end\ndata: ~end\n\n")]
    [InlineData(": ~end\n\n")]
    [InlineData("id: 7~end\nid: 8\n\n")]
    public async Task Nothing_else_is_taken_for_the_end(string text)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync(text);
        connection.Close();

        await test.PassRetryAsync();
        await server.AcceptAsync();
    }

    [Fact]
    public async Task A_stream_that_is_opened_after_its_end_goes_on_as_the_server_says()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { LastEventId = "7~end" });
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        connection.LastEventId.ShouldBe("7~end");
        await connection.SendAsync("data: a\n\ndata: b\n\n");
        (await reader.NextTextAsync()).ShouldBe("a");
        (await reader.NextTextAsync()).ShouldBe("b");
        await connection.SendAsync("id: 8~end\n\n");
        await reader.Ended.Soon();
    }

    [Fact]
    public async Task Every_typed_reading_ends_there_too()
    {
        await using var server = new RawServer();
        using var hub = new SseClient<QuotesHub>(server.Address);
        await using var messages = new Collector<SseHubMessage>(ct => hub.ReadAllAsync(cancellationToken: ct));
        await (await server.AcceptStreamAsync()).SendAsync("id: e1-7~end\n\n");
        await messages.Ended.Soon();

        using var one = new SseClient(server.Address);
        await using var prices = new Collector<Price>(one.ReadAllAsync<Price>);
        await (await server.AcceptStreamAsync()).SendAsync("id: e1-7~end\n\n");
        await prices.Ended.Soon();
    }
}
