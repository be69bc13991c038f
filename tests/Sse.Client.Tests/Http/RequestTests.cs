using System.Net;
using System.Text;

namespace Sse.Tests.Http;

public class RequestTests
{
    [Fact]
    public async Task Asks_as_the_standard_says()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address);
        await using var reader = Collect.From(client);
        var request = await server.AcceptAsync();

        request.RequestLine.ShouldBe("GET /events HTTP/1.1");
        request.Headers["Accept"].ShouldBe("text/event-stream");
        request.Headers["Cache-Control"].ShouldBe("no-cache");
        request.Headers.ShouldNotContainKey("Last-Event-ID");
        request.Headers.ShouldNotContainKey("Accept-Encoding");
        request.Headers.ShouldNotContainKey("Content-Length");
    }

    [Fact]
    public async Task Sends_method_headers_and_body_again_with_every_reconnect()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.Method = HttpMethod.Post;
        test.Options.Reconnect = SseReconnect.Always;
        test.Options.Content = () => new StringContent("""{"q":1}""");
        test.Options.Headers["content-type"] = "application/json; charset=utf-8";
        test.Options.Headers["X-Custom"] = "value";
        var number = 0;
        test.Options.ConfigureRequest = (request, _) =>
        {
            request.Headers.Add("X-Attempt", (++number).ToString(System.Globalization.CultureInfo.InvariantCulture));
            return default;
        };
        using var client = new SseClient(server.Address, test.Options);
        await using var reader = Collect.From(client);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var request = await server.AcceptStreamAsync();
            request.RequestLine.ShouldStartWith("POST ");
            request.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
            request.Headers["X-Custom"].ShouldBe("value");
            request.Headers["X-Attempt"].ShouldBe($"{attempt}");
            request.Body.ShouldBe("""{"q":1}""");
            request.Close();
            await test.PassRetryAsync();
        }
    }

    [Fact]
    public async Task Sends_a_method_of_ones_own_with_a_body()
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { Method = new HttpMethod("REPORT"), Content = () => new StringContent("body") });
        await using var reader = Collect.From(client);
        var request = await server.AcceptAsync();

        request.RequestLine.ShouldStartWith("REPORT ");
        request.Body.ShouldBe("body");
    }

    [Fact]
    public async Task Leaves_an_Accept_and_a_Cache_Control_of_ones_own()
    {
        await using var server = new RawServer();
        var options = new SseClientOptions { Headers = { ["accept"] = "text/event-stream, text/plain;q=0.1", ["cache-control"] = "no-store" } };
        using var client = new SseClient(server.Address, options);
        await using var reader = Collect.From(client);
        var request = await server.AcceptAsync();

        request.Headers["Accept"].ShouldBe("text/event-stream, text/plain;q=0.1");
        request.Headers["Cache-Control"].ShouldBe("no-store");
    }

    [Theory]
    [InlineData("42")]
    [InlineData("a b/%20~\t\u007F")]
    [InlineData("Stra\u00DFe/\u4E2D\u6587/\uD83D\uDE00")]
    public async Task Sends_any_start_id_as_UTF8(string id)
    {
        await using var server = new RawServer();
        using var client = new SseClient(server.Address, new SseClientOptions { LastEventId = id });
        await using var reader = Collect.From(client);

        (await server.AcceptAsync()).LastEventId.ShouldBe(id);
        client.LastEventId.ShouldBe(id);
    }

    [Fact]
    public async Task Names_the_setting_that_a_given_client_lacks_to_send_an_id_beyond_ASCII()
    {
        await using var server = new RawServer();
        using var http = new HttpClient();
        using var client = new SseClient(http, server.Address, new SseClientOptions { LastEventId = "\u4E2D" });

        var error = await Should.ThrowAsync<SseClientException>(client.ReadAllAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync().Soon());
        error.Message.ShouldContain("RequestHeaderEncodingSelector");
    }

    [Fact]
    public async Task A_given_client_with_that_setting_sends_it()
    {
        await using var server = new RawServer();
        using var http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        using var client = new SseClient(http, server.Address, new SseClientOptions { LastEventId = "\u4E2D" });
        await using var reader = Collect.From(client);

        (await server.AcceptAsync()).LastEventId.ShouldBe("\u4E2D");
    }

    [Fact]
    public async Task A_refused_connection_is_not_taken_for_a_missing_setting()
    {
        var server = new RawServer();
        server.StopListening();
        var test = new TestOptions();
        test.Options.LastEventId = "\u4E2D";
        using var http = new HttpClient();
        using var client = new SseClient(http, server.Address, test.Options);
        await using var reader = Collect.From(client);

        (await test.RetryAsync()).Reason.ShouldBe(SseRetryReason.ConnectFailed);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Uses_the_given_clients_base_address_and_version()
    {
        HttpRequestMessage? asked = null;
        using var http = StubHandler.Client(request =>
        {
            asked = request;
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        http.BaseAddress = new Uri("http://example.org/base/");
        http.DefaultRequestVersion = HttpVersion.Version20;
        using var client = new SseClient(http, new Uri("stream?a=b", UriKind.Relative));
        await using var reader = Collect.From(client);
        await reader.Ended.Soon();

        asked!.RequestUri!.AbsoluteUri.ShouldBe("http://example.org/base/stream?a=b");
        asked.Version.ShouldBe(HttpVersion.Version20);
    }

    [Fact]
    public async Task Refuses_addresses_that_are_no_HTTP_addresses()
    {
        Should.Throw<ArgumentException>(() => new SseClient(new Uri("events", UriKind.Relative)));
        using var http = new HttpClient();
        using var relative = new SseClient(http, new Uri("events", UriKind.Relative));
        await using var first = Collect.From(relative);
        (await Should.ThrowAsync<SseClientException>(first.Ended.Soon())).Message.ShouldContain("BaseAddress");
        using var file = new SseClient(new Uri("file:///etc/passwd"));
        await using var second = Collect.From(file);
        await Should.ThrowAsync<SseClientException>(second.Ended.Soon());
    }
}
