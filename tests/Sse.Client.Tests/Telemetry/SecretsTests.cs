using System.Net;

namespace Sse.Tests.Telemetry;

/// <summary>Queries and user info hold tokens and passwords: neither may stand in a log, an exception or a state.</summary>
public class SecretsTests
{
    private const string Secret = "s3cret";

    private readonly ListLogger _log = new();
    private readonly List<string> _told = [];
    private readonly TestOptions _test = new();

    [Fact]
    public async Task Not_when_a_stream_opens_breaks_and_is_refused()
    {
        await using var server = new RawServer();
        await using (Read(new Uri(WithSecrets(server.Origin) + "/events?token=s3cret#s3cret"), out var reader))
        {
            (await server.AcceptStreamAsync()).Close();
            await _test.PassRetryAsync();
            await server.AnswerAsync($"302 Found\r\nLocation: {WithSecrets(server.Origin)}/moved?token=s3cret");
            await server.AnswerAsync("404 Not Found");
            await FailedAsync(reader);
        }
        _told.ShouldContain(text => text.Contains($"{server.Origin}/events", StringComparison.Ordinal), "the rest of the address is told");
        _told.ShouldContain(text => text.Contains($"{server.Origin}/moved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Not_when_another_origin_takes_over()
    {
        await using var server = new RawServer();
        await using var other = new RawServer();
        await using (Read(new Uri($"{server.Origin}/events?token=s3cret"), out var reader))
        {
            await server.AnswerAsync($"302 Found\r\nLocation: {WithSecrets(other.Origin)}/moved?token=s3cret");
            (await other.AcceptStreamAsync()).Close();
            await _test.PassRetryAsync();
            await server.AnswerAsync($"302 Found\r\nLocation: {WithSecrets(other.Origin)}/moved?token=s3cret");
            await other.AnswerAsync("200 OK\r\nContent-Type: text/plain");
            await FailedAsync(reader);
        }
    }

    [Theory]
    [InlineData("http://user:s3cret@example.org/plain?token=s3cret")]
    [InlineData("ftp://user:s3cret@example.org/x?token=s3cret")]
    [InlineData("javascript:s3cret")]
    [InlineData("http://user:s3cret@/x")]
    [InlineData("http://[s3cret")]
    [InlineData("https://example.org/x?token=s3cret#s3cret")]
    public async Task Not_when_a_redirect_is_refused(string location)
    {
        using var http = StubHandler.Client(_ =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.Found);
            response.Headers.TryAddWithoutValidation("Location", location);
            return response;
        });
        await using (Read(new Uri("https://user:s3cret@example.org/events?token=s3cret"), out var reader, http)) await FailedAsync(reader);
    }

    [Theory]
    [InlineData("http://user:s3cret@127.0.0.1:1/events?token=s3cret")]
    [InlineData("http://user:s3cret@does-not-exist.invalid/events?token=s3cret")]
    public async Task Not_when_nobody_answers(string address)
    {
        await using (Read(new Uri(address), out _)) await _test.PassRetryAsync();
    }

    [Theory]
    [InlineData("events?token=s3cret")]
    [InlineData("//user:s3cret@example.org/x")]
    [InlineData("file:///s3cret")]
    [InlineData("ftp://user:s3cret@example.org/x?token=s3cret")]
    public async Task Not_when_an_address_is_none_to_ask(string address)
    {
        var uri = new Uri(address, address.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute);
        using var http = new HttpClient();
        await using (Read(uri, out var reader, http)) await FailedAsync(reader);
        if (uri.IsAbsoluteUri) return;
        _told.Add(Should.Throw<ArgumentException>(() => new SseClient(uri)).ToString());
        NothingSecretIsTold();
    }

    [Fact]
    public async Task Not_when_a_given_client_follows_by_itself()
    {
        await using var server = new RawServer();
        await using var other = new RawServer();
        using var http = new HttpClient();
        await using (Read(new Uri($"{server.Origin}/events?token=s3cret"), out var reader, http))
        {
            await server.AnswerAsync($"302 Found\r\nLocation: {WithSecrets(other.Origin)}/moved?token=s3cret");
            await other.AnswerAsync("500 Oh");
            await FailedAsync(reader);
        }
        _log.Lines.ShouldContain(line => line.Contains("by itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Not_when_an_address_can_not_carry_its_topics()
    {
        foreach (var (address, topics) in new[] { ("https://user:s3cret@x/{topic}?token=s3cret", "A|B"), ("https://x/{topic}?token=s3cret", ".."), ("https://x/{symbol}?token=s3cret", "A") })
        {
            using var client = new SseClient<QuotesHub>(new Uri(address));
            _told.Add(Should.Throw<ArgumentException>(() => client.ReadAllAsync(SseTopicSelection.Of(topics.Split('|')), cancellationToken: TestContext.Current.CancellationToken)).ToString());
        }
        NothingSecretIsTold();
    }

    [Fact]
    public async Task What_a_server_sends_is_told_short_and_on_one_line()
    {
        await using var server = new RawServer();
        var type = new string('x', 100_000) + "\u001b";
        await using (Read(server.Address, out var reader))
        {
            await (await server.AcceptStreamAsync()).SendAsync($"id: {type}\nevent: {type}\ndata: a\n\n");
            (await reader.NextAsync()).ToString().Length.ShouldBeLessThan(300);
        }
        using var hub = new SseClient<QuotesHub>(server.Address, new SseClientOptions { UnknownEvents = SseUnreadablePolicy.Throw });
        await using var messages = new Collector<SseHubMessage>(ct => hub.ReadAllAsync(cancellationToken: ct));
        await (await server.AcceptStreamAsync()).SendAsync($"event: {type}\ndata: a\n\n");
        (await Should.ThrowAsync<SseUnreadableEventException>(messages.Ended.Soon())).Message.Length.ShouldBeLessThan(300);

        using var refused = new SseClient(server.Address);
        await using var none = Collect.From(refused);
        await server.AnswerAsync($"200 OK\r\nContent-Type: text/{new string('x', 10_000)}");
        (await Should.ThrowAsync<SseClientException>(none.Ended.Soon())).Message.Length.ShouldBeLessThan(400);
    }

    [Theory]
    [InlineData('\n')]
    [InlineData('\u001b')]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u202e')]
    [InlineData('\u200b')]
    [InlineData('\ufeff')]
    public void Nothing_of_it_ends_a_line_or_hides(char character) => Shown.Briefly($"a{character}b").ShouldBe("a\uFFFDb");

    private Collector<SseMessage> Read(Uri address, out Collector<SseMessage> reader, HttpClient? http = null)
    {
        var announce = _test.Options.OnRetrying!;
        _test.Options.OnRetrying = retrying =>
        {
            _told.Add($"{retrying} {retrying.Error}");
            announce(retrying);
        };
        _test.Options.OnOpened = opened => _told.Add($"{opened} {opened.Address.OriginalString} {opened.Address.AbsoluteUri}");
        _test.Options.OnClosed = closed => _told.Add($"{closed} {closed.Error}");
        var client = http is null ? new SseClient(address, _test.Options, _log) : new SseClient(http, address, _test.Options, _log);
        return reader = Collect.From(client);
    }

    private async Task FailedAsync(Collector<SseMessage> reader)
    {
        _told.Add((await Should.ThrowAsync<SseClientException>(reader.Ended.Soon())).ToString());
        NothingSecretIsTold();
    }

    private void NothingSecretIsTold()
    {
        _told.ShouldNotBeEmpty();
        _told.Concat(_log.Lines).Concat(_log.Details).ShouldAllBe(text => !text.Contains(Secret, StringComparison.Ordinal));
    }

    private static string WithSecrets(string origin) => origin.Replace("http://", $"http://user:{Secret}@", StringComparison.Ordinal);
}
