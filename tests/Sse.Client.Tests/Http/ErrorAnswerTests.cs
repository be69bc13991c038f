using System.Net;

namespace Sse.Tests.Http;

/// <summary>What a server says about an error reaches the program.</summary>
public class ErrorAnswerTests
{
    [Fact]
    public async Task Status_headers_wait_and_body_are_in_the_exception()
    {
        var error = await AnsweredAsync("401 Unauthorized\r\nContent-Type: application/json\r\nX-Request-Id: r-1\r\nX-Many: a\r\nX-Many: b\r\nRetry-After: 20", "{\"error\":{\"message\":\"wrong k\u00E9y\"}}");

        error.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        error.Headers["x-request-id"].ShouldBe("r-1");
        error.Headers["X-Many"].ShouldBe("a, b");
        error.Headers["content-type"].ShouldBe("application/json");
        error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(20));
        error.Body.ShouldBe("{\"error\":{\"message\":\"wrong k\u00E9y\"}}");
        error.Problem.ShouldBeNull();
        error.Message.ShouldNotContain("wrong", customMessage: "a body may hold what is not for logs");
    }

    [Fact]
    public async Task A_problem_is_read()
    {
        var error = await AnsweredAsync(
            "422 Unprocessable\r\nContent-Type: Application/Problem+Json; charset=utf-8",
            "{\"type\":\"https://example.org/probs/x\",\"title\":\"Out of credit\",\"status\":403,\"detail\":\"30 needed\",\"instance\":\"/a/1\",\"balance\":30,\"accounts\":[\"/a/1\"]}");

        var problem = error.Problem.ShouldNotBeNull();
        (problem.Type, problem.Title, problem.Status, problem.Detail, problem.Instance).ShouldBe(("https://example.org/probs/x", "Out of credit", 403, "30 needed", "/a/1"));
        problem.Extensions["balance"].GetInt32().ShouldBe(30);
        problem.Extensions["accounts"][0].GetString().ShouldBe("/a/1");
        error.Message.ShouldContain("Out of credit");
    }

    [Theory]
    [InlineData("{\"title\":7,\"status\":\"403\",\"detail\":null}")]
    [InlineData("{\"status\":1e99}")]
    [InlineData("{}")]
    public async Task Members_of_another_type_are_passed_over(string body)
    {
        var problem = (await AnsweredAsync("400 Bad Request\r\nContent-Type: application/problem+json", body)).Problem.ShouldNotBeNull();
        (problem.Type, problem.Title, problem.Status, problem.Detail, problem.Instance).ShouldBe((null, null, null, null, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"title\":\"cut")]
    [InlineData("{\"title\":\"\\ud800\"}")]
    public async Task What_is_no_problem_is_none(string body)
    {
        var error = await AnsweredAsync("400 Bad Request\r\nContent-Type: application/problem+json", body);
        (error.Problem, error.Body).ShouldBe((null, body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    public async Task The_body_is_read_up_to_a_bound(int bound)
    {
        var error = await AnsweredAsync("500 Oh", new string('x', 1000), options => options.MaxErrorBodyBytes = bound);
        error.Body.ShouldBe(new string('x', bound));
    }

    [Fact]
    public async Task An_answer_without_a_body_or_with_the_wrong_type_is_told_as_well()
    {
        var none = await AnsweredAsync("404 Not Found\r\nContent-Length: 0");
        (none.Body, none.RetryAfter).ShouldBe(("", null));
        var wrong = await AnsweredAsync("200 OK\r\nContent-Type: application/json", "{\"error\":1}");
        (wrong.StatusCode, wrong.Body).ShouldBe((HttpStatusCode.OK, "{\"error\":1}"));
    }

    [Fact]
    public async Task A_body_that_breaks_off_or_never_ends_does_not_hide_the_error()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(server.Address, test.Options);
        await using (var reader = Collect.From(client))
        {
            await server.AnswerAsync("500 Oh\r\nContent-Length: 1000", "half");
            (await Should.ThrowAsync<SseClientException>(reader.Ended.Soon())).Body.ShouldBe("half");
        }

        await using var endless = Collect.From(client);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("HTTP/1.1 503 Unavailable\r\n\r\nso far");
        await Bounded.Until(() => test.Time.ArmedTimers > 0, "the client reads the body");
        test.Time.Advance(TimeSpan.FromSeconds(5));
        (await Should.ThrowAsync<SseClientException>(endless.Ended.Soon())).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await connection.ClientClosedAsync().Soon();
    }

    [Fact]
    public async Task Cancelling_does_not_wait_for_a_body()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptAsync();
        await connection.SendAsync("HTTP/1.1 503 Unavailable\r\n\r\nso far");
        reader.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(reader.Ended.Soon());
        await connection.ClientClosedAsync().Soon();
    }

    [Fact]
    public async Task A_retry_tells_the_same()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.TemporaryStatuses.Add(HttpStatusCode.ServiceUnavailable);
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);
        await server.AnswerAsync("503 Unavailable\r\nRetry-After: 7", "busy");

        var error = (await test.PassRetryAsync()).Error.ShouldBeOfType<SseClientException>();
        (error.Body, error.RetryAfter).ShouldBe(("busy", TimeSpan.FromSeconds(7)));
    }

    private static async Task<SseClientException> AnsweredAsync(string head, string body = "", Action<SseClientOptions>? configure = null)
    {
        await using var server = new RawServer();
        var options = new SseClientOptions();
        configure?.Invoke(options);
        using var client = new SseClient(server.Address, options);
        await using var reader = Collect.From(client);
        await server.AnswerAsync(head, body);
        return await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
    }
}
