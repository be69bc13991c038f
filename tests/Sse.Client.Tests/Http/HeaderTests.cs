using System.Net;

namespace Sse.Tests.Http;

/// <summary>Whatever a program puts into a request's head goes out as it is, or is refused in words.</summary>
public class HeaderTests
{
    private const string Secret = "s3cret";

    [Theory]
    [InlineData("X-A", "a\r\nX-Evil: 1", "line break")]
    [InlineData("X-A", "a\nb", "line break")]
    [InlineData("X-A", "a\rb", "line break")]
    [InlineData("X-A", "a\r\n folded", "line break")]
    [InlineData("Authorization", "Bearer x\r\n", "line break")]
    [InlineData("Cookie", "\n", "line break")]
    [InlineData("X-A", "a\0b", "control")]
    [InlineData("X-A", "a\u0001b", "control")]
    [InlineData("X-A", "a\u007Fb", "control")]
    [InlineData("X-A", null, "null")]
    [InlineData("", "a", "no header name")]
    [InlineData("X A", "a", "no header name")]
    [InlineData("X-A:", "a", "no header name")]
    [InlineData("X-\u00C4", "a", "no header name")]
    [InlineData("X-A\r\nX-Evil", "a", "no header name")]
    [InlineData("Content-Type", "text/plain", "no")]
    [InlineData("content-language", "de", "no")]
    [InlineData("Expires", "0", "no")]
    [InlineData("Content-Length", "3", "handler's")]
    [InlineData("Transfer-Encoding", "chunked", "handler's")]
    public void A_header_that_can_not_be_sent_is_refused_when_the_client_is_made(string name, string? value, string said)
    {
        var options = new SseClientOptions { Headers = { [name] = $"{Secret}{value}" } };
        if (value is null) options.Headers[name] = null!;

        foreach (var make in new Action[] { () => new SseClient(new Uri("http://example.org/"), options).Dispose(), () => new SseClient<QuotesHub>(new Uri("http://example.org/"), options).Dispose() })
        {
            var message = Should.Throw<ArgumentException>(make).Message;
            message.ShouldContain("Headers:");
            message.ShouldContain(said);
            message.ShouldNotContain(Secret);
            message.ShouldNotContain("\r");
        }
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_everywhere()
    {
        // Not as data of a theory: those don't survive its runner.
        foreach (var text in new[] { "a\uD83D", "\uDE00a", "\uD83Db", "\uDE00\uD83D" })
        {
            Should.Throw<ArgumentException>(() => new SseClient(new Uri("http://example.org/"), new SseClientOptions { Headers = { ["X-A"] = text } })).Message.ShouldContain("surrogate");
            Should.Throw<ArgumentException>(() => new SseClient(new Uri("http://example.org/"), new SseClientOptions { LastEventId = text })).Message.ShouldContain("surrogate");
        }
    }

    [Fact]
    public async Task What_can_be_sent_arrives_as_it_is()
    {
        await using var server = new RawServer();
        var options = new SseClientOptions
        {
            Method = HttpMethod.Post,
            Content = () => new StringContent("body"),
            Headers = { ["X-Any"] = "a\tb \u00E9 \uD83D\uDE00 \"q\", (c)", ["Content-Type"] = "text/x", ["Content-Language"] = "de", ["Host"] = "other.example" },
        };
        using var client = new SseClient(server.Address, options);
        await using var reader = Collect.From(client);
        var request = await server.AcceptAsync();

        request.Headers["X-Any"].ShouldBe("a\tb \u00E9 \uD83D\uDE00 \"q\", (c)");
        request.Headers["Content-Type"].ShouldBe("text/x");
        request.Headers["Content-Language"].ShouldBe("de");
        request.Headers["Host"].ShouldBe("other.example");
    }

    [Theory]
    [InlineData("header")]
    [InlineData("content")]
    [InlineData("address")]
    public async Task What_ConfigureRequest_adds_can_not_split_the_request_either(string where)
    {
        await using var server = new RawServer();
        var options = new SseClientOptions
        {
            Method = HttpMethod.Post,
            Content = () => new StringContent("body"),
            ConfigureRequest = (request, _) =>
            {
                const string Evil = $"{Secret}\r\nX-Evil: 1";
                if (where is "header") request.Headers.TryAddWithoutValidation("X-A", Evil);
                if (where is "content") request.Content!.Headers.TryAddWithoutValidation("X-A", Evil);
                if (where is "address") request.RequestUri = Unchecked($"{server.Origin}/events HTTP/1.1\r\nX-Evil: {Secret}");
                return default;
            },
        };
        using var client = new SseClient(server.Address, options);
        await using var reader = Collect.From(client);

        var error = await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
        error.ToString().ShouldNotContain(Secret);
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Fact]
    public async Task Nor_can_an_address_that_was_made_without_checks()
    {
        await using var server = new RawServer();
        using var client = new SseClient(Unchecked($"{server.Origin}/a HTTP/1.1\r\nX-Evil: 1\r\n\r\n"));
        await using var reader = Collect.From(client);

        await Should.ThrowAsync<SseClientException>(reader.Ended.Soon());
        server.HasPendingConnection.ShouldBeFalse();
    }

    [Fact]
    public void A_start_that_is_no_position_is_refused_at_once()
    {
        using var client = new SseClient<QuotesHub>(new Uri("http://127.0.0.1:9/"));
        Should.Throw<ArgumentException>(() => client.ReadAllAsync(from: default(SsePosition), cancellationToken: TestContext.Current.CancellationToken)).ParamName.ShouldBe("from");
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public void So_is_a_start_id_that_would_not_arrive(string id) =>
        Should.Throw<ArgumentException>(() => new SseClient(new Uri("http://example.org/"), new SseClientOptions { LastEventId = id })).Message.ShouldContain("LastEventId");

    [Fact]
    public async Task Names_the_setting_that_a_given_client_lacks_to_send_a_header_beyond_ASCII()
    {
        await using var server = new RawServer();
        using var http = new HttpClient();
        using var client = new SseClient(http, server.Address, new SseClientOptions { Headers = { ["X-A"] = "\u4E2D" } });
        await using var reader = Collect.From(client);

        (await Should.ThrowAsync<SseClientException>(reader.Ended.Soon())).Message.ShouldContain("RequestHeaderEncodingSelector");
    }

    [Fact]
    public async Task A_redirect_that_drops_the_body_drops_its_headers_with_it()
    {
        await using var server = new RawServer();
        var options = new SseClientOptions { Method = HttpMethod.Post, Content = () => new StringContent("body"), Headers = { ["Content-Type"] = "text/x" } };
        using var client = new SseClient(server.Address, options);
        await using var reader = Collect.From(client);
        await server.AnswerAsync($"{(int)HttpStatusCode.SeeOther} See Other\r\nLocation: /other");
        var followed = await server.AcceptAsync();

        followed.RequestLine.ShouldStartWith("GET ");
        followed.Headers.ShouldNotContainKey("Content-Type");
    }

    private static Uri Unchecked(string address) => new(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
