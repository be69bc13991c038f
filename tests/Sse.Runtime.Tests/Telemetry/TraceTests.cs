using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Telemetry;

[Collection<ListensToAll>]
public sealed class TraceTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener;
    private readonly Activity _request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

    public TraceTests()
    {
        _request.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Sse",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _request.TraceId) _stopped.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _request.Dispose();
    }

    [Fact]
    public async Task A_publish_is_a_span_of_the_request_that_it_is_made_in()
    {
        await using var app = await HubApp.StartAsync();
        app.Hub().Topic("a").Publish(new Step(1));
        await app.Hub().Topic("a").PublishAsync(new Text("x"), TestContext.Current.CancellationToken);

        Activity.Current.ShouldBeSameAs(_request);
        _stopped.Count.ShouldBe(2);
        foreach (var span in _stopped)
        {
            span.ParentSpanId.ShouldBe(_request.SpanId);
            (span.DisplayName, span.Kind, span.Status).ShouldBe(("publish TestHub", ActivityKind.Producer, ActivityStatusCode.Unset));
            span.GetTagItem("messaging.system").ShouldBe("sse");
            span.GetTagItem("messaging.operation.name").ShouldBe("publish");
            span.GetTagItem("messaging.operation.type").ShouldBe("send");
            span.GetTagItem("messaging.destination.name").ShouldBe("TestHub");
        }
        _stopped.Select(span => span.GetTagItem("sse.event.name")).ShouldBe(["step", "text"]);
        _stopped.First().GetTagItem("messaging.message.body.size").ShouldBe("event: step\ndata: {\"n\":1}\n\n".Length);
    }

    [Fact]
    public async Task Publishes_of_a_handler_are_spans_of_its_request_and_not_of_each_other()
    {
        ActivitySpanId? request = null;
        await using var app = await HubApp.StartAsync(map: app => app.MapGet("/handler", () => SseResults.Stream(async (stream, ct) =>
        {
            request = Activity.Current?.SpanId;
            for (var i = 0; i < 3; i++) await app.Services.GetRequiredService<TestHub>().PublishAsync(new Step(i), ct);
            await stream.PublishAsync(new Step(9), ct);
        })));
        using var reader = await app.OpenAsync("/handler");
        await reader.RestAsync();

        request.ShouldNotBeNull();
        _stopped.Count.ShouldBe(3);
        _stopped.ShouldAllBe(span => span.ParentSpanId == request);
    }

    [Fact]
    public async Task A_publish_that_fails_is_an_error()
    {
        await using var app = await HubApp.StartAsync();
        app.Hub().Topic("a").Complete();
        Should.Throw<SseTopicCompletedException>(() => app.Hub().Topic("a").Publish(new Step(1)));
        await Should.ThrowAsync<SseTopicCompletedException>(async () => await app.Hub().Topic("a").PublishAsync(new Step(1), TestContext.Current.CancellationToken));

        _stopped.Count.ShouldBe(2);
        _stopped.ShouldAllBe(span => span.Status == ActivityStatusCode.Error && (string)span.GetTagItem("error.type")! == "Sse.SseTopicCompletedException");
        Activity.Current.ShouldBeSameAs(_request);
    }

    [Fact]
    public async Task An_event_carries_its_publish_as_a_comment_where_the_hub_says_so()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.CarriesTraceContext = true);
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();
        app.Hub().Topic("a").Publish(new Step(1));

        var span = _stopped.ShouldHaveSingleItem();
        var lines = (await reader.NextAsync())!.Split('\n');
        lines.Length.ShouldBe(4);
        lines[0].ShouldStartWith("id: ");
        lines[1].ShouldBe($": traceparent {span.Id}");
        lines[2..].ShouldBe(["event: step", "data: {\"n\":1}"]);
    }

    [Fact]
    public async Task Without_a_span_of_its_own_it_carries_the_requests()
    {
        _listener.Dispose();
        await using var app = await HubApp.StartAsync(hub: o => o.CarriesTraceContext = true);
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();
        await app.Hub().Topic("a").PublishAsync(new Text(new string('x', 100_000)), TestContext.Current.CancellationToken);
        (await reader.NextAsync())!.ShouldContain($"\n: traceparent {_request.Id}\nevent: text\n");

        _request.Stop();
        Activity.Current = null;
        app.Hub().Topic("a").Publish(new Step(1));
        (await reader.NextAsync())!.ShouldNotContain("traceparent");
    }

    [Fact]
    public async Task Nothing_is_carried_unless_the_hub_says_so()
    {
        await using var app = await HubApp.StartAsync();
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();
        app.Hub().Topic("a").Publish(new Step(1));
        (await reader.NextAsync())!.ShouldNotContain("traceparent");
    }

    [Fact]
    public async Task Readers_in_the_process_and_of_the_newest_values_read_past_it_and_are_given_it()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.CarriesTraceContext = true);
        var from = app.Hub().Position;
        app.Hub().Topic("a").Publish(new Step(1));
        await using var reading = app.Hub().ReadAllAsync("a", from, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await reading.MoveNextAsync().Bounded()).ShouldBeTrue();

        reading.Current.Event.ShouldBe(new Step(1));
        reading.Current.TraceContext.SpanId.ShouldBe(_stopped.ShouldHaveSingleItem().SpanId);
        reading.Current.TraceContext.IsRemote.ShouldBeTrue();
    }

    [Theory]
    [InlineData("traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    [InlineData("traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", true)]
    [InlineData("traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ", false)]
    [InlineData("traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0", false)]
    [InlineData("traceparent 01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false)]
    [InlineData("traceparent ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false)]
    [InlineData("traceparent 00-00000000000000000000000000000000-b7ad6b7169203331-01", false)]
    [InlineData("traceparent 00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", false)]
    [InlineData("traceparent 00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", false)]
    [InlineData("traceparent 00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01", false)]
    [InlineData("traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333é-01", false)]
    [InlineData("Traceparent 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false)]
    [InlineData("traceparent", false)]
    [InlineData("", false)]
    public void Only_what_is_a_trace_context_is_taken_for_one(string comment, bool isOne)
    {
        TraceComment.TryRead(Encoding.UTF8.GetBytes(comment), out var context).ShouldBe(isOne);
        if (isOne) context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded).ShouldBe(comment.EndsWith("01", StringComparison.Ordinal));
        TraceComment.TryReadLine(Encoding.UTF8.GetBytes($": {comment}\nevent: x\ndata: {{}}\n\n"), out var same).ShouldBe(isOne);
        same.ShouldBe(context);
    }
}
