using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sse.Tests.Telemetry;

public sealed class TraceTests : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Publish = "00f067aa0ba902b7";
    private const string Line = $": traceparent 00-{Trace}-{Publish}-01\n";

    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == "Sse.Client",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public TraceTests() => _listener.ActivityStopped = _stopped.Enqueue;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task An_event_that_carries_its_trace_is_received_in_it_and_the_readers_own_is_linked()
    {
        ActivitySource.AddActivityListener(_listener);
        using var own = new Activity("reader").SetIdFormat(ActivityIdFormat.W3C).Start();
        var messages = await ReadAsync($"id: 1\n{Line}event: tick\ndata: 12345\n\n");

        var span = _stopped.ShouldHaveSingleItem();
        (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString(), span.Kind, span.DisplayName).ShouldBe((Trace, Publish, ActivityKind.Consumer, "receive"));
        span.Links.ShouldHaveSingleItem().Context.SpanId.ShouldBe(own.SpanId);
        span.GetTagItem("messaging.system").ShouldBe("sse");
        span.GetTagItem("sse.event.name").ShouldBe("tick");
        span.GetTagItem("messaging.message.body.size").ShouldBe(5);
        messages.ShouldHaveSingleItem().TraceContext.ShouldBe(span.Context);
    }

    [Fact]
    public async Task Without_a_listener_the_message_has_the_publishers_context()
    {
        var message = (await ReadAsync($"{Line}data: a\n\n")).ShouldHaveSingleItem();
        (message.TraceContext.TraceId.ToHexString(), message.TraceContext.SpanId.ToHexString(), message.TraceContext.IsRemote).ShouldBe((Trace, Publish, true));
        _stopped.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trace_belongs_to_the_one_event_behind_it()
    {
        var comments = new List<string>();
        var messages = await ReadAsync($"{Line}data: a\n\ndata: b\n\n{Line}id: 7\n\ndata: c\n\n", comments);
        messages.Select(message => message.TraceContext == default).ShouldBe([false, true, true]);
        comments.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_only_looks_like_a_trace_is_a_comment()
    {
        var comments = new List<string>();
        ActivitySource.AddActivityListener(_listener);
        var messages = await ReadAsync($": traceparent 00-{Trace}-0000000000000000-01\n: traceparent {new string('0', 100_000)}\ndata: a\n\n", comments);
        messages.ShouldHaveSingleItem().TraceContext.ShouldBe(default);
        comments.Count.ShouldBe(2);
        _stopped.ShouldBeEmpty();
    }

    private static async Task<List<SseMessage>> ReadAsync(string stream, List<string>? comments = null)
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        test.Options.OnComment = comment => comments?.Add(comment);
        using var client = new SseClient(StreamEndpoint.Own(server.Address), test.Options, null, null);
        await using var reader = Collect.From(client);
        var connection = await server.AcceptStreamAsync();
        await connection.SendAsync(stream);
        connection.Close();
        await test.PassRetryAsync();
        await server.AnswerAsync("204 No Content");
        await reader.Ended.Soon();
        var messages = new List<SseMessage>();
        while (!reader.IsEmpty) messages.Add(await reader.NextAsync());
        return messages;
    }
}
