using System.Text;
using Microsoft.AspNetCore.Http;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>Results executed on a context that no host has made: without services, server or endpoint.</summary>
public class BareContextTests
{
    [Fact]
    public async Task A_stream_runs_and_completes()
    {
        var (http, body) = Context();
        await SseResults.Stream((stream, ct) => stream.PublishAsync(new Tick(1), ct).AsTask()).ExecuteAsync(http).Bounded();
        http.Response.ContentType.ShouldBe("text/event-stream");
        Text(body).ShouldMatch("^: heartbeat=15000\nretry: 3000\n\nevent: tick\ndata: {\"n\":1}\n\nid: ~end\nretry: [0-9]+\n\n$");
    }

    [Theory]
    [InlineData("Last-Event-ID", "7~end", StatusCodes.Status204NoContent)]
    [InlineData("Last-Event-ID", "a\u0001", StatusCodes.Status200OK)]
    [InlineData("Last-Event-ID", "7", StatusCodes.Status200OK)]
    public async Task An_id_is_read(string header, string value, int status)
    {
        var (http, _) = Context();
        http.Request.Headers[header] = value;
        var id = "none";
        await SseResults.Stream((stream, _) =>
        {
            id = stream.LastEventId;
            return Task.CompletedTask;
        }).ExecuteAsync(http).Bounded();
        http.Response.StatusCode.ShouldBe(status);
        id.ShouldBe(status == StatusCodes.Status204NoContent ? "none" : value == "7" ? "7" : "");
    }

    [Fact]
    public async Task A_handler_that_fails_fails_its_caller()
    {
        var (http, _) = Context();
        await Should.ThrowAsync<InvalidOperationException>(() => SseResults.Stream((_, _) => throw new InvalidOperationException("on purpose")).ExecuteAsync(http).Bounded());
    }

    [Fact]
    public async Task HEAD_gives_the_headers()
    {
        var (http, body) = Context();
        http.Request.Method = HttpMethods.Head;
        await SseResults.Stream((_, _) => Task.CompletedTask).ExecuteAsync(http).Bounded();
        http.Response.ContentType.ShouldBe("text/event-stream");
        body.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_hubs_stream_goes_to_the_end_of_its_topic()
    {
        var hub = TestHubs.Create();
        hub.Topic("a").Publish(new Step(1));
        hub.Topic("a").Complete();
        var (http, body) = Context();
        await SseResults.Subscribe(hub, "a", new SseSubscribeOptions { Start = SseStart.Earliest }).ExecuteAsync(http).Bounded();
        Text(body).ShouldContain("data: {\"n\":1}\n\n");
        Text(body).ShouldContain("~end\n");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "?maxFrequency=often")]
    public async Task What_is_wrong_is_said_without_services_too(string topic, string query)
    {
        var (http, body) = Context();
        http.Request.QueryString = new QueryString(query);
        await SseResults.Subscribe(TestHubs.Create(), topic).ExecuteAsync(http).Bounded();
        http.Response.StatusCode.ShouldBe(StatusCodes.Status400BadRequest);
        Text(body).ShouldMatch("topic name|maxFrequency");
    }

    private static (DefaultHttpContext Http, MemoryStream Body) Context()
    {
        var body = new MemoryStream();
        var http = new DefaultHttpContext { Request = { Method = HttpMethods.Get }, Response = { Body = body } };
        http.RequestServices.ShouldBeNull();
        return (http, body);
    }

    private static string Text(MemoryStream body) => Encoding.UTF8.GetString(body.ToArray());
}
