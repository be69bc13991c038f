namespace Sse.Tests.Reading;

public class WatchdogTests
{
    [Fact]
    public async Task Drops_a_stream_that_is_silent_for_three_of_the_intervals_its_first_comment_told()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var first = await server.AcceptStreamAsync();
        await first.SendAsync(": heartbeat=15000\n\nid: 1\ndata: a\n\n");
        (await reader.NextTextAsync()).ShouldBe("a");

        await Silence(test, TimeSpan.FromSeconds(45) - TimeSpan.FromTicks(1));
        test.HasRetried.ShouldBeFalse();
        test.Time.Advance(TimeSpan.FromTicks(1));

        (await test.PassRetryAsync()).Reason.ShouldBe(SseRetryReason.Silence);
        await first.ClientClosedAsync().Soon();
        (await server.AcceptAsync()).LastEventId.ShouldBe("1");
    }

    [Fact]
    public async Task Any_byte_resets_it_also_one_that_ends_nothing()
    {
        await using var stream = new DripStream();
        using var http = StubHandler.Client(_ => StubHandler.EventStream(stream));
        var test = new TestOptions();
        test.Options.ReadTimeout = TimeSpan.FromSeconds(10);
        using var client = new SseClient(http, new Uri("http://example.org/"), test.Options);
        await using var reader = Collect.From(client);
        foreach (var drip in "data: slow\n\n"u8.ToArray())
        {
            await stream.ReadBegunAsync();
            test.Time.Advance(TimeSpan.FromSeconds(9));
            stream.Drip(drip);
        }
        (await reader.NextTextAsync()).ShouldBe("slow");

        await stream.ReadBegunAsync();
        test.Time.Advance(TimeSpan.FromSeconds(9));
        test.HasRetried.ShouldBeFalse();
        test.Time.Advance(TimeSpan.FromSeconds(1));
        (await test.PassRetryAsync()).Reason.ShouldBe(SseRetryReason.Silence);
    }

    [Fact]
    public async Task What_is_configured_goes_before_what_the_server_told()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReadTimeout = TimeSpan.FromSeconds(100);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        await (await server.AcceptStreamAsync()).SendAsync(": heartbeat=15000\n\ndata: a\n\n");
        await reader.NextAsync();

        await Silence(test, TimeSpan.FromSeconds(99));
        test.HasRetried.ShouldBeFalse();
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await test.PassRetryAsync();
    }

    [Theory]
    [InlineData("data: a\n\n", null)]
    [InlineData("data: a\n\n: heartbeat=15000\n\n", null)]
    [InlineData(": hello\n: heartbeat=15000\n\ndata: a\n\n", null)]
    [InlineData(": heartbeat=15000\n\ndata: a\n\n", -1)]
    public async Task Waits_forever_when_the_first_comment_tells_nothing_or_the_options_say_so(string stream, int? configured)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReadTimeout = configured is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync(stream);
        await reader.NextAsync();
        test.Time.Advance(TimeSpan.FromDays(1));
        await connection.SendAsync("data: b\n\n");

        (await reader.NextTextAsync()).ShouldBe("b");
        test.Time.ArmedTimers.ShouldBe(0);
        test.HasRetried.ShouldBeFalse();
    }

    [Fact]
    public async Task Does_not_count_the_time_in_which_nobody_reads()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReadTimeout = TimeSpan.FromSeconds(10);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = client.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var moving = reader.MoveNextAsync().AsTask();
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync("data: a\n\n");
        await moving.Soon();

        test.Time.Advance(TimeSpan.FromHours(1));
        await connection.SendAsync("data: b\n\n");
        (await reader.MoveNextAsync().Soon()).ShouldBeTrue();
        reader.Current.Text.ShouldBe("b");
        test.HasRetried.ShouldBeFalse();
    }

    [Fact]
    public async Task Gives_up_waiting_for_an_answer_after_the_connect_timeout()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ConnectTimeout = TimeSpan.FromSeconds(20);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        await server.AcceptAsync();
        await Silence(test, TimeSpan.FromSeconds(20));

        (await test.PassRetryAsync()).Reason.ShouldBe(SseRetryReason.ConnectTimeout);
        await (await server.AcceptStreamAsync()).SendAsync("data: a\n\n");
        (await reader.NextTextAsync()).ShouldBe("a");
    }

    private static async Task Silence(TestOptions test, TimeSpan time)
    {
        await Bounded.Until(() => test.Time.ArmedTimers == 1, "the watchdog is armed");
        test.Time.Advance(time);
    }
}
