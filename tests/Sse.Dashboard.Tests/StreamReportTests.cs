namespace Sse.Tests;

/// <summary>Which streams are reported, and what of them.</summary>
public sealed class StreamReportTests : IDisposable
{
    private readonly MarketHub _market = Hubs.Create<MarketHub>(TimeProvider.System);
    private readonly DashboardHub _reports = Hubs.Create<DashboardHub>(TimeProvider.System);

    public void Dispose()
    {
        _market.Dispose();
        _reports.Dispose();
    }

    [Fact]
    public async Task The_slowest_are_first_and_a_hundred_at_most()
    {
        var core = Hubs.CoreOf(_market);
        var reporter = new StreamReporter(new WatchedHub("MarketHub", 0, new HostedHub<MarketHub>(_market)), _reports);
        var readers = new List<IAsyncEnumerator<SseHubMessage>>();
        for (var i = 0; i < 150; i++)
        {
            _market.Topic("ACME").Publish(new Note("a"));
            var reader = _market.ReadAllAsync("ACME", SseStart.Earliest, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
            readers.Add(reader);
            (await reader.MoveNextAsync()).ShouldBeTrue();
        }
        // The first one has read one event, when there was one.
        var inspector = new HubInspector(core);
        var sample = inspector.Look(StreamReporter.Most);
        (sample.Streams, sample.Slowest.Count, sample.Lag, sample.Behind).ShouldBe((150, 100, 149, 149));
        sample.Slowest.Select(one => one.Lag).ShouldBe(Enumerable.Range(0, 100).Select(i => 149L - i));

        reporter.Report(sample.Slowest, TimeSpan.Zero);
        Latest().Count.ShouldBe(100);
        Latest().ShouldAllBe(report => report.IsLocal && report.TopicCount == 1 && report.Topics.Single() == "ACME" && report.Address == null);

        foreach (var reader in readers[..60]) await reader.DisposeAsync();
        reporter.Report(inspector.Look(StreamReporter.Most).Slowest, TimeSpan.FromSeconds(1));
        Latest().Select(report => report.Lag).Order().ShouldBe(Enumerable.Range(0, 90).Select(i => (long)i));
        foreach (var reader in readers[60..]) await reader.DisposeAsync();
        inspector.Look(StreamReporter.Most).Streams.ShouldBe(0);
    }

    private List<StreamReport> Latest() => [.. _reports.GetLatest("MarketHub").Messages.Select(message => message.Event).OfType<StreamReport>()];
}
