using System.Globalization;
using System.Net;

namespace Sse.Tests.Http;

public class AnswerTests
{
    public static TheoryData<string> StreamTypes => [.. ClientCases.StreamTypes];

    [Theory]
    [MemberData(nameof(StreamTypes))]
    public async Task Opens_with_the_type_of_an_event_stream_whatever_its_case_and_parameters(string type)
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();
        await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n\r\ndata: \u00E9\n\n");

        (await reader.NextTextAsync()).ShouldBe("\u00E9");
    }

    [Theory]
    [InlineData("Content-Type: text/plain\r\n", "text/plain")]
    [InlineData("Content-Type: text/event-streams\r\n", "text/event-streams")]
    [InlineData("Content-Type: text/event-stream, text/plain\r\n", "text/plain")]
    [InlineData("Content-Type: text/event-stream x\r\n", "text/event-stream x")]
    [InlineData("Content-Type: text/plain; a=\"x, text/event-stream\"\r\n", "text/plain")]
    [InlineData("Content-Type: \r\n", "the type ''")]
    [InlineData("", "without a Content-Type")]
    [InlineData("Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n", "AutomaticDecompression")]
    public async Task Fails_for_good_with_any_other_type(string headers, string said)
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        await server.AnswerAsync($"200 OK\r\n{headers.TrimEnd()}".TrimEnd(), "data: x\n\n");

        var error = await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
        error.Message.ShouldContain(said);
        error.StatusCode.ShouldBe(HttpStatusCode.OK);
        client.State.ShouldBe(SseClientState.Closed);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(205)]
    [InlineData(206)]
    [InlineData(304)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task Fails_for_good_with_any_other_status(int status)
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        await server.AnswerAsync($"{status} Whatever\r\nContent-Type: text/event-stream\r\nRetry-After: 1");

        var error = await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
        ((int)error.StatusCode!).ShouldBe(status);
        error.Message.ShouldContain($"status {status}");
    }

    [Fact]
    public async Task Stops_without_an_error_at_204()
    {
        await using var server = new RawServer();
        var closed = new List<SseClosed>();
        using var client = new SseClient(server.Address, new SseClientOptions { OnClosed = closed.Add });
        await using var reader = Collect.From(client);
        await server.AnswerAsync("204 No Content");
        await reader.Ended.Soon();

        closed.ShouldBe([new SseClosed { Reason = SseCloseReason.Completed }]);
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: Tue, 01 Jan 2030 00:05:00 GMT", 300)]
    [InlineData("Retry-After: Tue, 01 Jan 2019 00:05:00 GMT", 4)]
    [InlineData("Retry-After: 1", 4)]
    [InlineData("Retry-After: soon", 4)]
    [InlineData("X-Nothing: 1", 4)]
    public async Task Waits_as_a_temporary_status_asks_but_never_less_than_its_own_delay(string header, int seconds)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.ReconnectDelay = TimeSpan.FromSeconds(4);
        test.Options.TemporaryStatuses.Add(HttpStatusCode.ServiceUnavailable);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        await server.AnswerAsync($"503 Unavailable\r\n{header}");

        var retry = await test.PassRetryAsync();
        retry.Reason.ShouldBe(SseRetryReason.TemporaryStatus);
        retry.Delay.ShouldBe(TimeSpan.FromSeconds(seconds));
        ((SseClientException)retry.Error!).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await (await server.AcceptStreamAsync()).SendAsync("data: back\n\n");
        (await reader.NextTextAsync()).ShouldBe("back");
    }

    [Fact]
    public async Task Only_the_chosen_statuses_are_temporary()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { TemporaryStatuses = { HttpStatusCode.TooManyRequests } });
        await using var reader = Collect.From(client);
        await server.AnswerAsync("503 Unavailable");

        await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
    }

    [Fact]
    public async Task Shows_every_answer_and_lets_the_caller_refuse_it()
    {
        await using var server = new RawServer();
        var seen = new List<string>();
        var options = new SseClientOptions
        {
            OnResponse = response =>
            {
                seen.Add(string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.Headers.GetValues("X-Tenant").Single()}"));
                throw new UnauthorizedAccessException("Not our tenant.");
            },
        };
        using var client = new SseClient(server.Address, options);
        await using var reader = Collect.From(client);
        await server.AnswerAsync("200 OK\r\nContent-Type: text/event-stream\r\nX-Tenant: other");

        await Should.ThrowAsync<UnauthorizedAccessException>(reader.Ended.Soon());
        seen.ShouldBe(["200 other"]);
    }
}
