using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;

namespace Sse.Tests;

/// <summary>What the dashboard reports to its page is none of what the application publishes.</summary>
public class UnseenTests
{
    [Fact]
    public async Task Reports_are_neither_measured_nor_traced()
    {
        var spans = new ConcurrentQueue<string>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Sse",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue(activity.DisplayName),
        };
        ActivitySource.AddActivityListener(activities);
        var hubs = new ConcurrentQueue<string?>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == "Sse") self.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            foreach (var tag in tags) if (tag.Key == "sse.hub") hubs.Enqueue(tag.Value as string);
        });
        meters.Start();
        await using var server = await DashboardServer.StartAsync(app => app.MapSseDashboard("/sse").AllowAnonymous());

        using var answer = await server.AskAsync(HttpMethod.Get, $"/sse/live?hub={nameof(MarketHub)}");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        string? line;
        do line = await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Bounded();
        while (line is not null && !line.StartsWith("event: hub", StringComparison.Ordinal));
        line.ShouldNotBeNull();
        server.Market.Publish(new Price("ACME", 1));
        meters.RecordObservableInstruments();

        spans.ShouldContain($"publish {nameof(MarketHub)}");
        spans.ShouldAllBe(name => name.StartsWith("publish ", StringComparison.Ordinal) && name.EndsWith("Hub", StringComparison.Ordinal));
        hubs.ShouldContain(nameof(MarketHub));
        hubs.ShouldNotContain("");
    }
}
