using System.Net;

namespace Sse.Tests.Reading;

/// <summary>A request that may do something isn't sent twice because a connection broke.</summary>
public class OnceTests
{
    [Theory]
    [InlineData("POST", "body", null)]
    [InlineData("POST", null, null)]
    [InlineData("REPORT", "body", null)]
    [InlineData("GET", "body", null)]
    [InlineData("GET", null, SseReconnect.Never)]
    [InlineData("GET", null, SseReconnect.WhenResumable)]
    public async Task A_cut_tells_what_had_arrived_and_nothing_is_sent_again(string method, string? body, SseReconnect? reconnect)
    {
        await using var server = new RawServer();
        var test = Options(method, body, reconnect);
        SseClosed? closed = null;
        test.Options.OnClosed = value => closed = value;
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync("data: a\n\ndata: b\n\ndata: unfin");
        (await reader.NextTextAsync()).ShouldBe("a");
        (await reader.NextTextAsync()).ShouldBe("b");
        connection.Reset();

        var error = await Should.ThrowAsync<SseConnectionLostException>(reader.Ended.Soon());
        (error.Reason, error.WasOpen, error.EventsReceived, error.LastEventId).ShouldBe((SseRetryReason.ConnectionLost, true, 2, ""));
        error.InnerException.ShouldBeAssignableTo<IOException>();
        closed.ShouldBe(new SseClosed { Reason = SseCloseReason.Failed, Error = error });
        test.HasRetried.ShouldBeFalse();
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Theory]
    [InlineData("POST", null)]
    [InlineData("GET", SseReconnect.Never)]
    public async Task A_clean_end_ends(string method, SseReconnect? reconnect)
    {
        await using var server = new RawServer();
        var test = Options(method, "body", reconnect);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync("data: a\n\n");
        connection.Close();

        (await reader.NextTextAsync()).ShouldBe("a");
        await reader.Ended.Soon();
        test.HasRetried.ShouldBeFalse();
    }

    [Fact]
    public async Task With_an_id_to_resume_after_it_is_sent_again_unless_it_never_is()
    {
        await using var server = new RawServer();
        var test = Options("POST", "body", null);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        var first = await server.AcceptStreamAsync();
        await first.SendAsync("id: 7\ndata: a\n\n");
        await reader.NextAsync();
        first.Reset();
        await test.PassRetryAsync();
        var second = await server.AcceptStreamAsync();
        (second.RequestLine[..4], second.Body, second.LastEventId).ShouldBe(("POST", "body", "7"));
        await second.SendAsync("id\ndata: the server takes it back\n\n");
        await reader.NextAsync();
        second.Reset();
        (await Should.ThrowAsync<SseConnectionLostException>(reader.Ended.Soon())).EventsReceived.ShouldBe(2);

        var never = Options("POST", "body", SseReconnect.Never);
        never.Options.LastEventId = "7";
        using var other = new SseClient(server.Address, never.Options);
        await using var once = Collect.From(other);
        (await server.AcceptStreamAsync()).Reset();
        (await Should.ThrowAsync<SseConnectionLostException>(once.Ended.Soon())).LastEventId.ShouldBe("7");
    }

    [Fact]
    public async Task An_id_too_long_to_be_sent_resumes_nothing()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, Options("POST", "body", null).Options);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync($"id: {new string('x', 5000)}\ndata: a\n\n");
        await reader.NextAsync();
        connection.Reset();

        await Should.ThrowAsync<SseConnectionLostException>(reader.Ended.Soon());
    }

    [Fact]
    public async Task Said_to_be_safe_it_reconnects_as_ever()
    {
        await using var server = new RawServer();
        var test = Options("POST", "body", SseReconnect.Always);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        (await server.AcceptStreamAsync()).Reset();
        await test.PassRetryAsync();

        (await server.AcceptAsync()).Body.ShouldBe("body");
    }

    [Fact]
    public async Task A_server_that_can_not_be_reached_is_told_at_once()
    {
        await using var server = new RawServer();
        server.StopListening();
        var test = Options("POST", "body", null);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);

        var error = await Should.ThrowAsync<SseConnectionLostException>(reader.Ended.Soon());
        (error.Reason, error.WasOpen, error.EventsReceived).ShouldBe((SseRetryReason.ConnectFailed, false, 0));
        error.InnerException.ShouldBeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task Silence_and_a_restart_are_losses_too()
    {
        await using var server = new RawServer();
        var test = Options("POST", "body", null);
        test.Options.ReadTimeout = TimeSpan.FromSeconds(1);
        using var client = new SseClient(server.Address, test.Options);
        await using (var reader = Collect.From(client))
        {
            await (await server.AcceptStreamAsync()).SendAsync("data: a\n\n");
            await reader.NextAsync();
            await Bounded.Until(() => test.Time.ArmedTimers > 0, "the client waits for more");
            test.Time.Advance(TimeSpan.FromSeconds(1));
            (await Should.ThrowAsync<SseConnectionLostException>(reader.Ended.Soon())).Reason.ShouldBe(SseRetryReason.Silence);
        }
        await using var again = Collect.From(client);
        await server.AcceptStreamAsync();
        await Bounded.Until(() => client.State == SseClientState.Open, "the stream is open");
        client.Restart();
        (await Should.ThrowAsync<SseConnectionLostException>(again.Ended.Soon())).Reason.ShouldBe(SseRetryReason.Restart);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(SseReconnect.WhenResumable, true)]
    [InlineData(SseReconnect.Never, false)]
    public async Task A_temporary_status_says_that_nothing_was_done(SseReconnect? reconnect, bool again)
    {
        await using var server = new RawServer();
        var test = Options("POST", "body", reconnect);
        test.Options.TemporaryStatuses.Add(HttpStatusCode.TooManyRequests);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        await server.AnswerAsync("429 Too Many Requests\r\nRetry-After: 7");

        if (again)
        {
            (await test.PassRetryAsync()).Delay.ShouldBe(TimeSpan.FromSeconds(7));
            (await server.AcceptAsync()).Body.ShouldBe("body");
        }
        else
        {
            var error = await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
            (error.StatusCode, error.RetryAfter).ShouldBe((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)));
        }
    }

    [Fact]
    public void A_policy_that_is_none_is_refused() =>
        Should.Throw<ArgumentException>(() => new SseClient(new Uri("http://example.org/"), new SseClientOptions { Reconnect = (SseReconnect)7 })).Message.ShouldContain("Reconnect");

    private static TestOptions Options(string method, string? body, SseReconnect? reconnect)
    {
        var test = new TestOptions();
        test.Options.Method = new HttpMethod(method);
        test.Options.Content = body is null ? null : () => new StringContent(body);
        test.Options.Reconnect = reconnect;
        return test;
    }
}
