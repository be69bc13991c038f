namespace Sse.Tests.Reading;

public class EndingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_or_disposing_ends_a_blocked_read_at_once(bool dispose)
    {
        await using var server = new RawServer();
        var closed = new List<SseClosed>();
        using var client = new SseClient(server.Address, new SseClientOptions { OnClosed = closed.Add });
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync("data: a\n\n");
        await reader.NextAsync();

        End(client, reader, dispose);
        await EndedAsync(reader, dispose);
        await connection.ClientClosedAsync().Soon();
        closed.ShouldBe([new SseClosed { Reason = dispose ? SseCloseReason.Disposed : SseCloseReason.Cancelled }]);
        client.State.ShouldBe(SseClientState.Closed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_at_once_while_an_answer_is_awaited(bool dispose)
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();

        End(client, reader, dispose);
        await EndedAsync(reader, dispose);
        await connection.ClientClosedAsync().Soon();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_at_once_while_it_waits_to_reconnect(bool dispose)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReconnectDelay = TimeSpan.FromHours(1);
        test.Options.MaxReconnectDelay = TimeSpan.FromHours(1);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        (await server.AcceptStreamAsync()).Close();
        await test.RetryAsync();

        End(client, reader, dispose);
        await EndedAsync(reader, dispose);
        test.Time.ArmedTimers.ShouldBe(0, "nothing is left behind");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_at_once_inside_a_stream_that_does_not_look_at_its_token(bool dispose)
    {
        using var stubborn = new StubbornStream();
        using var http = StubHandler.Client(_ => StubHandler.EventStream(stubborn));
        using var client = new SseClient(http, new Uri("http://example.org/"));
        await using var reader = Collect.From(client);
        await stubborn.Reading.Soon();

        End(client, reader, dispose);
        await EndedAsync(reader, dispose);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_at_once_inside_a_handler_that_does_not_look_at_its_token_and_closes_a_late_answer(bool dispose)
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        using var http = new HttpClient(new StubHandler((_, _) =>
        {
            asked.SetResult();
            return answer.Task;
        }));
        using var client = new SseClient(http, new Uri("http://example.org/"));
        await using var reader = Collect.From(client);
        await asked.Task.Soon();

        End(client, reader, dispose);
        await EndedAsync(reader, dispose);
        using var late = new StubbornStream();
        answer.SetResult(StubHandler.EventStream(late));
        await late.Closed.Soon();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_at_once_inside_a_ConfigureRequest_that_does_not_look_at_its_token(bool dispose)
    {
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        using var client = new SseClient(new Uri("http://example.org/"), new SseClientOptions
        {
            ConfigureRequest = (_, _) =>
            {
                asked.SetResult();
                return new ValueTask(never.Task);
            },
        });
        await using var reader = Collect.From(client);
        await asked.Task.Soon();

        End(client, reader, dispose);
        await EndedAsync(reader, dispose);
    }

    [Fact]
    public async Task Dispose_closes_a_connection_that_nobody_reads_from_just_now()
    {
        await using var server = new RawServer();
        var client = new SseClient(server.Address);
        var reader = client.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var moving = reader.MoveNextAsync().AsTask();
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync("data: a\n\ndata: b\n\n");
        await moving.Soon();

        client.Dispose();
        client.Dispose();
        await connection.ClientClosedAsync().Soon();
        (await reader.MoveNextAsync().Soon()).ShouldBeFalse("what was received before is not read after the end");
        await reader.DisposeAsync();
    }

    [Fact]
    public async Task Leaving_the_loop_closes_the_connection()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        var reading = ReadOneAsync();
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync("data: a\n\ndata: b\n\n");

        (await reading.Soon()).ShouldBe("a");
        await connection.ClientClosedAsync().Soon();
        client.State.ShouldBe(SseClientState.Closed);

        async Task<string> ReadOneAsync()
        {
            await foreach (var message in client.ReadAllAsync(TestContext.Current.CancellationToken)) return message.Text;
            return "";
        }
    }

    [Fact]
    public async Task A_cancelled_token_ends_it_before_anything_is_asked()
    {
        using var client = new SseClient(new Uri("http://127.0.0.1:9/"));
        await Should.ThrowAsync<OperationCanceledException>(client.ReadAllAsync(new CancellationToken(true)).GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync().Soon());
    }

    [Fact]
    public async Task Refuses_a_second_reader_and_reading_after_dispose()
    {
        await using var server = new RawServer();
        var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        await server.AcceptAsync();
        await using var second = Collect.From(client);
        await Should.ThrowAsync<InvalidOperationException>(second.Ended.Soon());

        client.Dispose();
        await reader.Ended.Soon();
        await using var third = Collect.From(client);
        await Should.ThrowAsync<ObjectDisposedException>(third.Ended.Soon());
    }

    private static void End(SseClient client, Collector<SseMessage> reader, bool dispose)
    {
        if (dispose) client.Dispose();
        else reader.Cancel();
    }

    private static async Task EndedAsync(Collector<SseMessage> reader, bool dispose)
    {
        if (dispose) await reader.Ended.Soon();
        else await Should.ThrowAsync<OperationCanceledException>(reader.Ended.Soon());
    }
}
