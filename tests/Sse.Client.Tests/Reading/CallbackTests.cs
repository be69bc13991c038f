namespace Sse.Tests.Reading;

public class CallbackTests
{
    [Fact]
    public async Task Tells_its_states_and_events_in_order()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        var told = new List<string>();
        SseClient client = null!;
        test.Options.OnOpened = opened => Tell($"opened {opened.LastEventId}/{opened.Reconnects}");
        test.Options.OnComment = comment => Tell($"comment {comment}");
        test.Options.OnResponse = response => Tell($"response {(int)response.StatusCode}");
        test.Options.OnClosed = closed => Tell($"closed {closed.Reason}");
        var announce = test.Options.OnRetrying!;
        test.Options.OnRetrying = retrying =>
        {
            Tell($"retrying {retrying.Reason}/{retrying.Attempt}");
            announce(retrying);
        };
        client = new SseClient(server.Address, test.Options);
        client.State.ShouldBe(SseClientState.Idle);
        await using var reader = Collect.From(client);
        var first = await server.AcceptStreamAsync();
        await first.SendAsync(": hello\nid: 1\ndata: a\n\n");
        await reader.NextAsync();
        first.Close();
        await test.PassRetryAsync();
        await server.AnswerAsync("204 No Content");
        await reader.Ended.Soon();

        told.ShouldBe([
            "Connecting response 200",
            "Open opened /0",
            "Open comment hello",
            "Waiting retrying EndOfStream/0",
            "Connecting response 204",
            "Closed closed Completed",
        ]);
        client.Dispose();

        void Tell(string what) => told.Add($"{client.State} {what}");
    }

    [Fact]
    public async Task Comments_are_reported_when_their_line_ends()
    {
        await using var server = new RawServer();
        var comment = new TaskCompletionSource<string>();
        using var client = new SseClient(server.Address, new SseClientOptions { OnComment = comment.SetResult });
        await using var reader = Collect.From(client);
        await (await server.AcceptStreamAsync()).SendAsync("data: unfinished\n: now\n");

        (await comment.Task.Soon()).ShouldBe("now");
        reader.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("opened")]
    [InlineData("comment")]
    [InlineData("retrying")]
    public async Task What_a_callback_throws_ends_the_reading_and_reaches_the_reader(string callback)
    {
        await using var server = new RawServer();
        SseClosed? closed = null;
        var options = new SseClientOptions { OnClosed = value => closed = value };
        if (callback is "opened") options.OnOpened = _ => throw new ArithmeticException(callback);
        if (callback is "comment") options.OnComment = _ => throw new ArithmeticException(callback);
        if (callback is "retrying") options.OnRetrying = _ => throw new ArithmeticException(callback);
        using var client = new SseClient(server.Address, options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync(": hello\n");
        connection.Close();

        var error = await Should.ThrowAsync<ArithmeticException>(reader.Ended.Soon());
        closed.ShouldBe(new SseClosed { Reason = SseCloseReason.Failed, Error = error });
    }

    [Fact]
    public async Task An_option_that_makes_no_sense_is_named_at_once()
    {
        var options = new SseClientOptions
        {
            MaxEventBytes = 0,
            ReconnectDelay = TimeSpan.FromSeconds(-1),
            MaxReconnectDelay = TimeSpan.FromSeconds(-2),
            HealthyAfter = TimeSpan.FromSeconds(-1),
            ReadTimeout = TimeSpan.Zero,
            ConnectTimeout = TimeSpan.Zero,
            MissedHeartbeats = 0,
            LastEventId = "a\nb",
        };
        var message = Should.Throw<ArgumentException>(() => new SseClient(new Uri("http://example.org/"), options)).Message;
        foreach (var name in new[] { "MaxEventBytes", "ReconnectDelay", "MaxReconnectDelay", "HealthyAfter", "ReadTimeout", "ConnectTimeout", "MissedHeartbeats", "LastEventId" })
        {
            message.ShouldContain(name);
        }
        await Task.CompletedTask;
    }
}
