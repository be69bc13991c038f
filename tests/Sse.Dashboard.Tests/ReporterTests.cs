using Microsoft.Extensions.Logging.Abstractions;

namespace Sse.Tests;

/// <summary>What is reported, how much of it at a time, and to whom.</summary>
public sealed class ReporterTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private readonly MarketHub _market;
    private readonly DashboardHub _reports;
    private readonly WatchedHub _watched;
    private readonly Reporter _reporter;
    private readonly int _timersBefore;

    public ReporterTests()
    {
        _market = Hubs.Create<MarketHub>(_time, o => (o.Retention.MaxAge, o.Retention.MaxEvents) = (Timeout.InfiniteTimeSpan, 100_000));
        _reports = Hubs.Create<DashboardHub>(_time, o => (o.Retention.MaxAge, o.Retention.MaxEvents) = (Timeout.InfiniteTimeSpan, 200_000));
        var hubs = WatchedHub.FindAll([new HostedHub<MarketHub>(_market), new HostedHub<NoteHub>(Hubs.Create<NoteHub>(_time, o => o.Retention.MaxAge = Timeout.InfiniteTimeSpan))]);
        _watched = hubs[0];
        _timersBefore = _time.ArmedTimers;
        _reporter = new Reporter(hubs, _reports, Second, _time, NullLogger.Instance);
    }

    private long Published => Hubs.CoreOf(_reports).Log.Newest;

    public void Dispose()
    {
        _reporter.Dispose();
        _reports.Dispose();
        _market.Dispose();
    }

    [Fact]
    public async Task Hubs_are_looked_at_while_somebody_watches_and_not_otherwise()
    {
        _time.Advance(60 * Second);
        (_time.ArmedTimers - _timersBefore, Published).ShouldBe((0, 0));

        _reporter.Watch(_watched);
        using var end = new CancellationTokenSource();
        var watching = ReadAsync(end.Token);
        await Wait.Until(() => _reports.SubscriberCount == 1);
        _time.ArmedTimers.ShouldBe(_timersBefore + 1);
        _time.Advance(60 * Second);
        _time.ArmedTimers.ShouldBe(_timersBefore + 1, "somebody watches");

        await end.CancelAsync();
        await watching.Bounded();
        _time.Advance(2 * Second);
        _time.ArmedTimers.ShouldBe(_timersBefore, "nobody watches any more");
    }

    [Fact]
    public void Who_was_let_in_and_never_came_is_not_waited_for_long()
    {
        _reporter.Watch(_watched);
        _time.Advance(5 * Second);
        _time.ArmedTimers.ShouldBe(_timersBefore + 1);
        _time.Advance(10 * Second);
        _time.ArmedTimers.ShouldBe(_timersBefore);
    }

    [Fact]
    public void Who_comes_often_makes_it_look_no_more_often()
    {
        _market.Topic("ACME").Publish(new Note("a"));
        _reporter.Watch(_watched);
        var before = Published;
        for (var i = 0; i < 100; i++)
        {
            _market.Topic("ACME").Publish(new Note("a"));
            _reporter.Watch(_watched);
        }
        Published.ShouldBe(before);
    }

    [Fact]
    public void Rates_are_of_the_time_between_two_looks()
    {
        _reporter.Watch(_watched);
        for (var i = 0; i < 50; i++) _market.Topic("ACME").Publish(new Note("a"));
        _time.Advance(Second);
        _time.Advance(Second);
        var topic = Latest<TopicReport>().Single(report => report.Topic == "ACME");
        topic.Published.Total.ShouldBe(50);
        // It was not known before, so nobody knows since when.
        topic.Published.PerSecond.ShouldBe(0);
        for (var i = 0; i < 30; i++) _market.Topic("ACME").Publish(new Note("a"));
        _time.Advance(Second);
        Latest<TopicReport>().Single(report => report.Topic == "ACME").Published.ShouldBe(new Rate(80, 30));
        Latest<HubReport>().Single(report => report.Hub == "MarketHub").Published.ShouldBe(new Rate(80, 30));
        Latest<HubReport>().Single(report => report.Hub == "NoteHub").Published.ShouldBe(new Rate(0, 0));
    }

    [Fact]
    public void Nothing_is_reported_of_what_has_not_changed()
    {
        for (var i = 0; i < 500; i++) _market.Topic($"t{i}").Publish(new Note("a"));
        _reporter.Watch(_watched);
        _time.Advance(2 * Second);
        var before = Published;
        _time.Advance(5 * Second);
        Published.ShouldBe(before);
        _market.Topic("t7").Publish(new Note("a"));
        _time.Advance(Second);
        (Published - before).ShouldBe(2, "the topic, and the hub");
    }

    [Fact]
    public async Task Ten_thousand_busy_topics_are_reported_a_thousand_at_a_time_and_each_in_its_turn()
    {
        const int Topics = 10_000;
        void Publish()
        {
            for (var i = 0; i < Topics; i++) _market.Topic($"t{i}").Publish(new Note("a"));
        }

        Publish();
        _reporter.Watch(_watched);
        Published.ShouldBeInRange(Topics, Topics + 10);
        using var end = new CancellationTokenSource();
        var watching = ReadAsync(end.Token);
        await Wait.Until(() => _reports.SubscriberCount == 1);
        for (var round = 0; round < 13; round++)
        {
            Publish();
            // The busiest are always among them.
            for (var i = 0; i < 5; i++) _market.Topic("t9999").Publish(new Note("more"));
            var before = Published;
            _time.Advance(Second);
            (Published - before).ShouldBeInRange(1_000, 1_010);
            Latest<TopicReport>().Single(report => report.Topic == "t9999").Published.ShouldBe(new Rate((6 * (round + 1)) + 1, 6));
        }
        Latest<TopicReport>().Where(report => report.Topic.Length > 0).ShouldAllBe(report => report.Published.Total > 1);
        for (var round = 0; round < 13; round++) _time.Advance(Second);
        var last = Latest<TopicReport>().Where(report => report.Topic.Length > 0).ToList();
        last.Count.ShouldBe(Topics);
        last.ShouldAllBe(report => report.Published.Total >= 14 && report.Published.PerSecond == 0);
        await end.CancelAsync();
        await watching.Bounded();
    }

    [Fact]
    public void More_topics_than_are_shown_are_counted()
    {
        for (var i = 0; i < 20_100; i++) _market.Topic($"t{i}").Publish(new Note("a"));
        _reporter.Watch(_watched);
        Latest<TopicReport>().Count.ShouldBe(20_000);
        var hub = Latest<HubReport>().Single(report => report.Hub == "MarketHub");
        (hub.Topics, hub.Shown).ShouldBe((20_100, 20_000));
    }

    [Fact]
    public void A_topic_that_the_log_forgets_is_gone()
    {
        using var small = Hubs.Create<MarketHub>(_time, o => (o.Retention.MaxAge, o.Retention.MaxEvents) = (Timeout.InfiniteTimeSpan, 1));
        using var reporter = new Reporter(WatchedHub.FindAll([new HostedHub<MarketHub>(small)]), _reports, Second, _time, NullLogger.Instance);
        small.Topic("first").Publish(new Note("a"));
        reporter.Watch(new WatchedHub("MarketHub", 0, new HostedHub<MarketHub>(small)));
        Latest<TopicReport>().Select(report => report.Topic).ShouldBe(["", "first"], ignoreOrder: true);
        small.Topic("second").Publish(new Note("a"));
        _time.Advance(Second);
        Latest<TopicReport>().Select(report => report.Topic).ShouldBe(["", "second"], ignoreOrder: true);
    }

    [Fact]
    public void Hubs_of_one_name_are_told_apart_and_examples_can_be_published()
    {
        var hubs = WatchedHub.FindAll([new HostedHub<MarketHub>(_market), new HostedHub<Others.MarketHub>(Hubs.Create<Others.MarketHub>(_time))]);
        hubs.Select(hub => hub.Name).ShouldBe(["Sse.Tests.MarketHub", "Sse.Tests.Others.MarketHub"]);
        var declared = hubs[0].Declare();
        declared.Events.Select(one => (one.Name, one.IsKeyed)).ShouldBe([("price", true), ("delisted", true), ("note", false)]);
        foreach (var one in declared.Events) hubs[0].Hosted.TryRead(one.Name, System.Text.Encoding.UTF8.GetBytes(one.Example), out _).ShouldBeTrue(one.Example);
    }

    private List<T> Latest<T>() => [.. _reports.GetLatest("MarketHub").Messages.Select(message => message.Event).OfType<T>()];

    private async Task ReadAsync(CancellationToken end)
    {
        try { await foreach (var _ in _reports.ReadAllAsync("MarketHub", SseStart.Snapshot, end)) { } }
        catch (OperationCanceledException) { }
    }
}
