namespace Sse.Tests.Reading;

public class ReconnectTests
{
    [Fact]
    public async Task Resumes_after_the_last_dispatched_event_whatever_ended_the_connection()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);

        var first = await server.AcceptStreamAsync();
        await first.SendAsync("id: 1\ndata: a\n\nid: 2\ndata: unfinished\n");
        (await reader.NextTextAsync()).ShouldBe("a");
        first.Close();
        (await test.PassRetryAsync()).Reason.ShouldBe(SseRetryReason.EndOfStream);

        var second = await server.AcceptStreamAsync();
        second.LastEventId.ShouldBe("1", "an unfinished event's id is discarded with it");
        await second.SendAsync("id: 2\ndata: b\n\ndata: c\n\n");
        (await reader.NextTextAsync()).ShouldBe("b");
        (await reader.NextTextAsync()).ShouldBe("c");
        second.Reset();
        (await test.PassRetryAsync()).Reason.ShouldBe(SseRetryReason.ConnectionLost);

        var third = await server.AcceptStreamAsync();
        third.LastEventId.ShouldBe("2", "an event without an id keeps the one before");
        await third.SendAsync("id: 3\n\n");
        await Bounded.Until(() => client.LastEventId is "3", "the id of a block without data is committed");
        third.Close();
        await test.PassRetryAsync();

        var fourth = await server.AcceptStreamAsync();
        fourth.LastEventId.ShouldBe("3");
        await fourth.SendAsync(": a blank line commits nothing new\n\ndata: d\n\nid\ndata: e\n\n");
        var d = await reader.NextAsync();
        (d.Text, d.LastEventId).ShouldBe(("d", "3"));
        (await reader.NextAsync()).LastEventId.ShouldBe("");
        fourth.Close();
        await test.PassRetryAsync();

        (await server.AcceptAsync()).LastEventId.ShouldBeNull("the server has reset the id");
        reader.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Sends_an_id_of_any_text_back_as_it_came()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var first = await server.AcceptStreamAsync();
        await first.SendAsync("id: \u4E2D\u6587/100%\ndata: a\n\n");
        (await reader.NextAsync()).LastEventId.ShouldBe("\u4E2D\u6587/100%");
        first.Close();
        await test.PassRetryAsync();

        (await server.AcceptAsync()).LastEventId.ShouldBe("\u4E2D\u6587/100%");
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public async Task Does_not_send_an_id_over_4_KiB_back_and_reports_it(int bytes, bool sent)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        var log = new ListLogger();
        using var client = new SseClient(server.Address, test.Options, log);
        await using var reader = Collect.From(client);
        var id = "\u00E9" + new string('x', bytes - 2);
        var first = await server.AcceptStreamAsync();
        await first.SendAsync($"id: {id}\ndata: a\n\n");
        (await reader.NextAsync()).LastEventId.ShouldBe(id);
        first.Close();
        await test.PassRetryAsync();

        (await server.AcceptAsync()).LastEventId.ShouldBe(sent ? id : null);
        log.Lines.Any(line => line.Contains($"{bytes} bytes", StringComparison.Ordinal)).ShouldBe(!sent);
    }

    [Fact]
    public async Task Backs_off_while_connecting_fails_and_starts_over_after_a_healthy_connection()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReconnectDelay = TimeSpan.FromSeconds(1);
        test.Options.MaxReconnectDelay = TimeSpan.FromSeconds(4);
        test.Options.HealthyAfter = TimeSpan.FromSeconds(10);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);

        foreach (var seconds in new[] { 1, 2, 4, 4 })
        {
            (await server.AcceptStreamAsync()).Close();
            var retry = await test.PassRetryAsync();
            retry.Delay.ShouldBe(TimeSpan.FromSeconds(seconds));
        }

        await OpenFor(TimeSpan.FromSeconds(9.9), expectedDelay: 4);
        await OpenFor(TimeSpan.FromSeconds(10), expectedDelay: 1);

        async Task OpenFor(TimeSpan time, int expectedDelay)
        {
            var connection = await server.AcceptStreamAsync();
            await Bounded.Until(() => client.State == SseClientState.Open, "the stream is open");
            test.Time.Advance(time);
            connection.Close();
            (await test.PassRetryAsync()).Delay.ShouldBe(TimeSpan.FromSeconds(expectedDelay));
        }
    }

    [Theory]
    [InlineData("retry: 200\ndata: a\n\n", 1, 220)]
    [InlineData("retry: 200\ndata: a\n\n", 0, 200)]
    [InlineData("retry: 200\n\n", 1, 220)]
    [InlineData("id: 1\nretry: 200\n\n", 1, 220)]
    [InlineData(": heartbeat=1000\nretry: 200\n\n", 1, 220)]
    [InlineData("data: a\n\n", 1, 1000)]
    [InlineData("data: a\n\n", 0.25, 250)]
    public async Task Asks_again_after_about_retry_as_often_as_the_server_ends_a_good_stream(string text, double random, int milliseconds)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReconnectDelay = TimeSpan.FromSeconds(1);
        test.Options.Random = () => random;
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        for (var i = 0; i < 8; i++)
        {
            var connection = await server.AcceptStreamAsync();
            await connection.SendAsync(text);
            connection.Close();
            var retry = await test.PassRetryAsync();
            (retry.Reason, retry.Delay.TotalMilliseconds, retry.Attempt).ShouldBe((SseRetryReason.EndOfStream, milliseconds, 0));
        }
    }

    [Fact]
    public async Task A_good_stream_makes_the_failures_before_it_forgotten_but_one_that_says_nothing_or_breaks_is_a_failure()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReconnectDelay = TimeSpan.FromSeconds(1);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);

        (await AttemptAsync("", reset: false)).ShouldBe((1, 1));
        (await AttemptAsync("data: a\n\n", reset: true)).ShouldBe((2, 2));
        (await AttemptAsync("", reset: false)).ShouldBe((3, 4));
        (await AttemptAsync("data: a\n\n", reset: false)).ShouldBe((0, 1));
        (await AttemptAsync("", reset: false)).ShouldBe((1, 1));

        async Task<(int Attempt, double Seconds)> AttemptAsync(string text, bool reset)
        {
            var connection = await server.AcceptStreamAsync();
            await connection.SendAsync(text);
            if (text.Length > 0) await reader.NextAsync();
            if (reset) connection.Reset();
            else connection.Close();
            var retry = await test.PassRetryAsync();
            return (retry.Attempt, retry.Delay.TotalSeconds);
        }
    }

    [Fact]
    public async Task Takes_retry_from_the_stream_also_from_an_unfinished_block()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.Random = () => 0;
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var first = await server.AcceptStreamAsync();
        await first.SendAsync("retry: 2500\n");
        first.Close();

        (await test.PassRetryAsync()).Delay.ShouldBe(TimeSpan.FromMilliseconds(2500));
        (await server.AcceptStreamAsync()).Close();
        (await test.PassRetryAsync()).Delay.ShouldBe(TimeSpan.FromMilliseconds(2500), "it holds until the server says otherwise");
    }

    [Fact]
    public async Task Keeps_trying_while_nobody_listens()
    {
        var server = new RawServer();
        server.StopListening();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var retry = await test.PassRetryAsync();
            retry.Reason.ShouldBe(SseRetryReason.ConnectFailed);
            retry.Attempt.ShouldBe(attempt);
            retry.Error.ShouldBeOfType<HttpRequestException>();
        }
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Restarts_at_once_on_request_with_nothing_lost_or_doubled()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReconnectDelay = TimeSpan.FromHours(1);
        test.Options.MaxReconnectDelay = TimeSpan.FromHours(1);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var first = await server.AcceptStreamAsync();
        await first.SendAsync("id: 1\ndata: a\n\n");
        (await reader.NextTextAsync()).ShouldBe("a");

        client.Restart();
        (await test.RetryAsync()).ShouldBe(new SseRetrying { Reason = SseRetryReason.Restart });
        await first.ClientClosedAsync().Soon();
        var second = await server.AcceptStreamAsync();
        second.LastEventId.ShouldBe("1");

        second.Close();
        (await test.RetryAsync()).Delay.ShouldBe(TimeSpan.FromHours(1));
        await Bounded.Until(() => client.State == SseClientState.Waiting, "the client waits");
        client.Restart();
        await (await server.AcceptStreamAsync()).SendAsync("data: b\n\n");
        (await reader.NextTextAsync()).ShouldBe("b");
    }

    [Fact]
    public async Task Goes_on_after_its_last_event_when_it_is_read_again()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        var collected = Collect.From(client);
        await (await server.AcceptStreamAsync()).SendAsync("id: 1\ndata: a\n\n");
        (await collected.NextTextAsync()).ShouldBe("a");
        await collected.DisposeAsync();

        await using var again = Collect.From(client);
        (await server.AcceptAsync()).LastEventId.ShouldBe("1");
    }
}
