namespace Sse.Tests.Reading;

public class EndMarkTests
{
    [Theory]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("event: any\ndata: [DONE]\n\ndata: never\n\n")]
    [InlineData("data: two\ndata: lines\n\n")]
    public async Task Data_that_is_the_mark_ends_the_reading_and_is_not_handed_on(string end)
    {
        await using var server = new RawServer();
        SseClosed? closed = null;
        var test = new TestOptions();
        test.Options.OnClosed = value => closed = value;
        test.Options.EndMarks.UnionWith(["[DONE]", "two\nlines"]);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync($"data: [DONE] \n\n{end}");

        (await reader.NextTextAsync()).ShouldBe("[DONE] ");
        await reader.Ended.Soon();
        reader.IsEmpty.ShouldBeTrue();
        closed!.Reason.ShouldBe(SseCloseReason.Completed);
        // Kept open by its server, it is closed a second later.
        await Bounded.Until(() => test.Time.ArmedTimers > 0, "the client waits for the answer's end");
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await connection.ClientClosedAsync().Soon();
        test.HasRetried.ShouldBeFalse();
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_of_a_last_type_is_handed_on_and_ends_the_reading()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { LastEventTypes = { "message_stop" } });
        await using var reader = Collect.From(client);
        await (await server.AcceptStreamAsync()).SendAsync("data: message_stop\n\nevent: message_stop\ndata: {}\n\ndata: never\n\n");

        (await reader.NextTextAsync()).ShouldBe("message_stop");
        (await reader.NextAsync()).Type.ShouldBe("message_stop");
        await reader.Ended.Soon();
        reader.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Typed_readings_end_there_too_also_with_a_type_they_pass_over()
    {
        await using var server = new RawServer();
        var options = new SseClientOptions { EndMarks = { "[DONE]" }, LastEventTypes = { "bye" } };
        using var client = new SseClient(server.Address, options);
        await using var prices = new Collector<Price>(client.ReadAllAsync<Price>);
        await (await server.AcceptStreamAsync()).SendAsync("event: price\ndata: [DONE]\n\n");
        await prices.Ended.Soon();

        using var hub = new SseClient<QuotesHub>(server.Address, options);
        await using var messages = new Collector<SseHubMessage>(ct => hub.ReadAllAsync(cancellationToken: ct));
        await (await server.AcceptStreamAsync()).SendAsync("event: bye\ndata: x\n\nevent: halted\ndata: {\"symbol\":\"never\"}\n\n");
        await messages.Ended.Soon();
        messages.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_marks_nothing_is_one()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        await (await server.AcceptStreamAsync()).SendAsync("data: [DONE]\n\ndata: more\n\n");

        (await reader.NextTextAsync()).ShouldBe("[DONE]");
        (await reader.NextTextAsync()).ShouldBe("more");
    }
}
