using System.Net;

namespace Sse.Tests.Consumers;

/// <summary>Consumers of generated answers, as the guide shows them, against servers that behave and servers that don't.</summary>
public class ConsumerTests
{
    private static readonly Dictionary<string, (string First, string Others, string Error)> Streams = new(StringComparer.Ordinal)
    {
        ["openai"] = (
            "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n"
                + "data: {\"id\":\"c-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n",
            "data: {\"id\":\"c-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"}}]}\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"total_tokens\":9}}\n\ndata: [DONE]\n\n",
            "data: {\"error\":{\"message\":\"overloaded\"}}\n\n"),
        ["anthropic"] = (
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m-1\"}}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"
                + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}\n\n",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}\n\n"
                + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n"),
    };

    public static TheoryData<string> Kinds => ["openai", "anthropic"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_good_answer_comes_token_by_token_and_ends_at_its_mark_though_the_server_keeps_it_open(string kind)
    {
        await using var server = new RawServer();
        await using var reader = Ask(kind, server);
        var connection = await server.AcceptStreamAsync();
        connection.RequestLine.ShouldStartWith("POST ");
        connection.Headers["Content-Type"].ShouldStartWith("application/json");
        connection.Body.ShouldContain("\"stream\":true");
        await connection.SendAsync(Streams[kind].First);
        (await reader.NextAsync()).ShouldBe("Hel");
        await connection.SendAsync(Streams[kind].Others);

        (await reader.NextAsync()).ShouldBe("lo");
        await reader.Ended.Soon();
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_wrong_key_and_a_server_error_before_the_first_token_are_told_with_their_bodies(string kind)
    {
        foreach (var status in new[] { HttpStatusCode.Unauthorized, HttpStatusCode.InternalServerError })
        {
            await using var server = new RawServer();
            await using var reader = Ask(kind, server);
            await server.AnswerAsync($"{(int)status} No\r\nContent-Type: application/json\r\nX-Request-Id: r", "{\"error\":{\"message\":\"no\"}}");

            var error = await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
            (error.StatusCode, error.Body, error.Headers["x-request-id"]).ShouldBe((status, "{\"error\":{\"message\":\"no\"}}", "r"));
            server.HasPendingConnection.ShouldBeFalse();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Too_many_requests_is_asked_again_when_the_server_says(string kind)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        await using var reader = Ask(kind, server, test);
        await server.AnswerAsync("429 Too Many Requests\r\nRetry-After: 2");
        (await test.PassRetryAsync()).Delay.ShouldBe(TimeSpan.FromSeconds(2));
        await (await server.AcceptStreamAsync()).SendAsync(Streams[kind].First);

        (await reader.NextAsync()).ShouldBe("Hel");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cut_in_the_middle_is_told_and_the_prompt_is_not_paid_twice(string kind)
    {
        await using var server = new RawServer();
        await using var reader = Ask(kind, server);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync(Streams[kind].First);
        (await reader.NextAsync()).ShouldBe("Hel");
        connection.Reset();

        var error = await Should.ThrowAsync<SseConnectionLostException>(reader.Ended.Soon());
        error.WasOpen.ShouldBeTrue();
        error.EventsReceived.ShouldBeGreaterThan(0);
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_after_the_first_token_reaches_the_reader(string kind)
    {
        await using var server = new RawServer();
        await using var reader = Ask(kind, server);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync(Streams[kind].First);
        (await reader.NextAsync()).ShouldBe("Hel");
        await connection.SendAsync(Streams[kind].Error);

        (await Should.ThrowAsync<InvalidOperationException>(reader.Ended.Soon())).Message.ShouldContain("overloaded", Case.Insensitive);
        await connection.ClientClosedAsync().Soon();
    }

    [Theory]
    [InlineData("OpenAiLike.cs")]
    [InlineData("AnthropicLike.cs")]
    public void The_guide_shows_what_is_tested_here_in_twenty_lines_or_less(string file)
    {
        var source = File.ReadAllText(Repository.PathOf($"tests/Sse.Client.Tests/Consumers/{file}")).ReplaceLineEndings("\n");
        var shown = source.Split("// <guide>\n")[1].Split("// </guide>")[0].Replace("internal ", "", StringComparison.Ordinal);

        File.ReadAllText(Repository.PathOf("docs/guide/client.md")).ReplaceLineEndings("\n").ShouldContain($"```csharp\n{shown}```");
        shown.Split('\n').Count(line => line.Trim().Length > 0).ShouldBeLessThanOrEqualTo(20);
    }

    private static Collector<string> Ask(string kind, RawServer server, TestOptions? test = null)
    {
        var options = (test ?? new TestOptions()).Options;
        options.EndMarks.Add("[DONE]");
        options.LastEventTypes.Add("message_stop");
        options.TemporaryStatuses.Add(HttpStatusCode.TooManyRequests);
        var client = new SseClient(server.Address, options);
        return new(ct => kind is "openai" ? new OpenAiLike(client).AskAsync("hi", ct) : new AnthropicLike(client).AskAsync("hi", ct));
    }
}
