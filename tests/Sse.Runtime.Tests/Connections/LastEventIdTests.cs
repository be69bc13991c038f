using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Sse.Tests.Connections;

public class LastEventIdTests
{
    [Theory]
    [InlineData(null, null, "")]
    [InlineData("7", null, "7")]
    [InlineData(null, "?lastEventId=7", "7")]
    [InlineData("8", "?lastEventId=7", "8")]
    [InlineData("a/b%20é", null, "a/b%20é")]
    [InlineData(null, "?lastEventId=a%2Fb%2520%C3%A9", "a/b%20é")]
    [InlineData("", null, "")]
    [InlineData("", "?lastEventId=7", "7")]
    [InlineData(null, "?lastEventId=", "")]
    public void Reads_the_header_else_the_query(string? header, string? query, string expected)
    {
        var (request, log) = RequestOf(header is null ? default : new StringValues(header), query);

        request.GetLastEventId().ShouldBe(expected);
        log.OfSse.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a\tb", null, "control character")]
    [InlineData("a\u007F", null, "control character")]
    [InlineData(null, "?lastEventId=a%0Aevent:%20forged", "control character")]
    [InlineData(null, "?lastEventId=%00", "control character")]
    [InlineData(null, "?lastEventId=1&lastEventId=2", "repeated")]
    [InlineData("1\n", "?lastEventId=2", "control character")]
    public void Takes_a_hostile_id_for_none_and_logs_it(string? header, string? query, string defect)
    {
        var (request, log) = RequestOf(header is null ? default : new StringValues(header), query);

        request.GetLastEventId().ShouldBe("");
        log.OfSse.ShouldHaveSingleItem().Message.ShouldContain(defect);
    }

    [Fact]
    public void Takes_a_repeated_header_for_none()
    {
        var (request, log) = RequestOf(new StringValues(["1", "2"]), query: null);

        request.GetLastEventId().ShouldBe("");
        log.OfSse.ShouldHaveSingleItem().Message.ShouldContain("repeated");
    }

    [Fact]
    public void Reads_up_to_1024_bytes()
    {
        RequestOf(new string('é', 512), query: null).Request.GetLastEventId().Length.ShouldBe(512);
        var (request, log) = RequestOf(new string('é', 512) + "x", query: null);
        request.GetLastEventId().ShouldBe("");
        log.OfSse.ShouldHaveSingleItem().Message.ShouldContain("too long");
    }

    [Fact]
    public async Task Whatever_the_server_admits_opens_a_stream()
    {
        string? seen = null;
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream((stream, _) =>
        {
            seen = stream.LastEventId;
            return Task.CompletedTask;
        })));

        foreach (var (header, expected) in new[] { ("41", "41"), ("é/%20", "é/%20"), ("a\u0001b", ""), ("a\tb", ""), (new string('x', 20_000), "") })
        {
            using var raw = await RawClient.SendAsync(app, "/", $"Last-Event-ID: {header}");
            (await raw.ReadUntilAsync("~end\n")).ShouldStartWith("HTTP/1.1 200 OK");
            seen.ShouldBe(expected);
        }
        using var twice = await RawClient.SendAsync(app, "/", "Last-Event-ID: 1", "Last-Event-ID: 2");
        await twice.ReadUntilAsync("id: ~end\n");
        seen.ShouldBe("");
    }

    private static (HttpRequest Request, TestLog Log) RequestOf(StringValues header, string? query)
    {
        var log = new TestLog();
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging(logging => logging.AddProvider(log)).BuildServiceProvider() };
        if (header.Count > 0) http.Request.Headers["Last-Event-ID"] = header;
        http.Request.QueryString = new QueryString(query);
        return (http.Request, log);
    }
}
