using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Sse.Tests.Hub;

namespace Sse.Tests.Telemetry;

/// <summary>A stream is no request that takes hours: neither in traces nor in durations. On a real Kestrel.</summary>
[Collection<ListensToAll>]
public sealed class RequestTelemetryTests : IDisposable
{
    private const string Durations = "http.server.request.duration";

    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener;
    private readonly string _trace = ActivityTraceId.CreateRandom().ToHexString();

    public RequestTelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId.ToHexString() == _trace) _stopped.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("/hub/a", "/hub/{topic?}", 1)]
    [InlineData("/hub/a", "/hub/{topic?}", 2)]
    [InlineData("/own/done", "/own/{id}", 1)]
    public async Task The_requests_activity_ends_when_the_stream_opens(string path, string route, int version)
    {
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, path, version);
        (await reader.NextAsync())!.ShouldContain("heartbeat");

        var activity = _stopped.ShouldHaveSingleItem();
        activity.IsStopped.ShouldBeTrue();
        activity.GetTagItem("http.route").ShouldBe(route);
        activity.GetTagItem("http.response.status_code").ShouldBe(200);
        activity.DisplayName.ShouldBe($"GET {route}");
        var duration = activity.Duration;

        app.Hub().Topic("a").Complete();
        await reader.RestAsync();
        _stopped.ShouldHaveSingleItem().Duration.ShouldBe(duration);
    }

    [Fact]
    public async Task A_request_after_a_stream_on_the_same_connection_is_none_of_its_children()
    {
        await using var app = await StartAsync();
        using (var reader = await OpenAsync(app, "/own/done")) await reader.RestAsync();
        var after = await app.Http1.GetStringAsync("/plain", TestContext.Current.CancellationToken);

        var stream = _stopped.ShouldHaveSingleItem();
        after.ShouldStartWith("parent=;");
        after.ShouldNotContain(stream.Id!);
    }

    [Fact]
    public async Task Streams_are_left_out_of_request_durations_and_other_requests_are_not()
    {
        await using var app = await StartAsync();
        using var measured = new Measured(app.Services, "Microsoft.AspNetCore.Hosting");
        foreach (var path in new[] { "/hub/a", "/own/done" })
            using (var reader = await OpenAsync(app, path))
            {
                await reader.NextAsync();
                app.Hub().Topic("a").Complete();
                await reader.RestAsync();
            }
        await app.Http1.GetStringAsync("/plain", TestContext.Current.CancellationToken);

        // Told in this order.
        await Wait.Until(() => measured.Sum("http.server.active_requests") == 0 && measured.Of(Durations).Count > 0);
        measured.All().Where(measurement => measurement.Instrument.Name == Durations).ShouldHaveSingleItem().Text.ShouldContain("http.route=/plain");
    }

    [Fact]
    public async Task Who_is_refused_is_a_request_like_any_other()
    {
        await using var app = await StartAsync();
        using var measured = new Measured(app.Services, "Microsoft.AspNetCore.Hosting");
        using var answer = await app.Http1.GetAsync($"/hub/{new string('x', 300)}", TestContext.Current.CancellationToken);
        await Wait.Until(() => measured.Of(Durations).Count == 1);
        measured.Of(Durations)[0].ShouldContain("http.response.status_code=400");
    }

    [Fact]
    public async Task An_application_may_have_its_streams_measured_as_requests()
    {
        await using var app = await StartAsync(o => o.MeasuresStreamsAsRequests = true);
        using var measured = new Measured(app.Services, "Microsoft.AspNetCore.Hosting");
        using var reader = await OpenAsync(app, "/hub/a");
        await reader.NextAsync();
        _stopped.ShouldBeEmpty();
        measured.Of(Durations).ShouldBeEmpty();

        app.Hub().Topic("a").Complete();
        await reader.RestAsync();
        await Wait.Until(() => !_stopped.IsEmpty && measured.Of(Durations).Count == 1);
        measured.Of(Durations)[0].ShouldContain("http.route=/hub/{topic?}");
    }

    private static Task<TestApp> StartAsync(Action<SseOptions>? sse = null) => HubApp.StartAsync(sse: sse, map: app =>
    {
        app.MapGet("/own/{id}", (string id) => SseResults.Stream((_, closed) => id == "done" ? Task.CompletedTask : Wait.Forever(closed)));
        app.MapGet("/plain", () => $"parent={Activity.Current?.ParentId};{Activity.Current?.Id}");
    });

    private async Task<EventReader> OpenAsync(TestApp app, string path, int version = 1)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = version == 1 ? new(1, 1) : new(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("traceparent", $"00-{_trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        return await EventReader.OpenAsync(await app.Client(version).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded());
    }
}
