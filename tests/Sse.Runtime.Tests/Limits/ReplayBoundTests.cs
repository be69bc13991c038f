using System.Text.Json;
using Sse.Tests.Delivery;

namespace Sse.Tests.Limits;

/// <summary>How much a client is given that names no place of the log. All events are numbered by their sequence.</summary>
public class ReplayBoundTests
{
    private const string Unknown = "zzzzzzzz-5";

    /// <summary>Id, most events, most bytes, the gap's reason, after which of a hundred events it goes on. An event has 50 to 60 bytes.</summary>
    public static TheoryData<string, int, long, SseGapReason?, long> Table => new()
    {
        { Unknown, 1_000, 1 << 20, SseGapReason.OtherEpoch, 0 },
        { Unknown, 100, 1 << 20, SseGapReason.OtherEpoch, 0 },
        { Unknown, 99, 1 << 20, SseGapReason.OtherEpoch, 1 },
        { Unknown, 10, 1 << 20, SseGapReason.OtherEpoch, 90 },
        { Unknown, 1, 1 << 20, SseGapReason.OtherEpoch, 99 },
        { Unknown, 0, 1 << 20, SseGapReason.OtherEpoch, 100 },
        { Unknown, 1_000, 0, SseGapReason.OtherEpoch, 100 },
        { Unknown, 1_000, 1, SseGapReason.OtherEpoch, 100 },
        { "earliest", 1_000, 1 << 20, null, 0 },
        { "earliest", 100, 1 << 20, null, 0 },
        { "earliest", 99, 1 << 20, SseGapReason.Bounded, 1 },
        { "earliest", 10, 1 << 20, SseGapReason.Bounded, 90 },
        { "earliest", 0, 1 << 20, SseGapReason.Bounded, 100 },
        { "malformed", 10, 1 << 20, SseGapReason.Malformed, 100 },
        { "E-0", 10, 10, null, 0 },
        { "E-50", 0, 0, null, 50 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public Task A_reader_of_one_topic_is_given_what_is_within_the_bounds(string id, int events, long bytes, SseGapReason? reason, long after) =>
        GoesOnAsync("a", ["a"], id, events, bytes, reason, after);

    [Theory]
    [MemberData(nameof(Table))]
    public Task A_reader_of_several_topics_is_given_what_is_within_the_bounds(string id, int events, long bytes, SseGapReason? reason, long after) =>
        GoesOnAsync(SseTopicSelection.Of("a", "b", "c"), ["a", SseTopicSelection.None, "b", SseTopicSelection.Of("c", "a"), "c"], id, events, bytes, reason, after);

    [Theory]
    [MemberData(nameof(Table))]
    public Task A_reader_of_all_topics_is_given_what_is_within_the_bounds(string id, int events, long bytes, SseGapReason? reason, long after) =>
        GoesOnAsync(SseTopicSelection.All, ["a", SseTopicSelection.None, "b", SseTopicSelection.Of("c", "a"), "c"], id, events, bytes, reason, after);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_follows_has_no_more_bytes_than_it_may_and_one_event_more_would(bool all)
    {
        const int Most = 5_000;
        using var hub = new PipeHub();
        for (var i = 1; i <= 1_000; i++) hub.Publish("a", i, size: i % 97);
        var start = Resumption.From(hub.Core.Log, all ? SseTopicSelection.All : "a", default, Unknown, new SseReplayOptions { MaxBytes = Most });
        var after = start.Cursor.After;
        start.StrangersBytes.ShouldBe(BytesAfter(hub, after));
        BytesAfter(hub, after).ShouldBeLessThanOrEqualTo(Most);
        BytesAfter(hub, after - 1).ShouldBeGreaterThan(Most);
    }

    [Fact]
    public void Only_what_its_topics_have_counts()
    {
        using var hub = new PipeHub();
        hub.Publish("rare", 1);
        for (var i = 2; i <= 5_000; i++) hub.Publish("often", i);
        hub.Publish("rare", 5_001);
        var start = Resumption.From(hub.Core.Log, "rare", default, Unknown, new SseReplayOptions { MaxEvents = 2 });
        start.Cursor.After.ShouldBe(0);
    }

    [Fact]
    public void A_long_log_is_gone_back_over_in_pieces()
    {
        using var hub = new PipeHub(o => o.Retention.MaxEvents = 100_000);
        for (var i = 1; i <= 60_000; i++) hub.Publish(i % 2 == 0 ? "a" : "b", i);
        foreach (var topics in new[] { SseTopicSelection.All, SseTopicSelection.Of("a", "b") })
        {
            var start = Resumption.From(hub.Core.Log, topics, default, Unknown, new SseReplayOptions { MaxEvents = 50_000, MaxBytes = long.MaxValue });
            start.Cursor.After.ShouldBe(10_000);
        }
    }

    [Fact]
    public void The_application_itself_begins_with_the_earliest()
    {
        using var hub = new PipeHub();
        for (var i = 1; i <= 100; i++) hub.Publish("a", i);
        Resumption.From(hub.Core.Log, "a", default, SseStart.Earliest).Cursor.After.ShouldBe(0);
    }

    [Theory]
    [InlineData("earliest")]
    [InlineData(Unknown)]
    public async Task Where_streams_begin_with_a_snapshot_one_makes_up_for_what_was_not_replayed(string id)
    {
        using var hub = new PipeHub();
        for (var i = 1; i <= 100; i++) hub.Publish("a", i);
        var start = Resumption.From(hub.Core.Log, "a", new ReadMode(Snapshots: true), id, new SseReplayOptions { MaxEvents = 10 });
        start.Gap!.Reason.ShouldBe(id == Unknown ? SseGapReason.OtherEpoch : SseGapReason.Bounded);
        start.StrangersBytes.ShouldBe(0);
        var (sink, _) = hub.Subscribe(start, options: new DeliveryOptions { Snapshots = true });
        (await sink.ReceiveAsync(2)).Select(e => e.Name).ShouldBe(["sse-gap", "sse-live"]);
    }

    private static async Task GoesOnAsync(SseTopicSelection topics, SseTopicSelection[] targets, string id, int events, long bytes, SseGapReason? reason, long after)
    {
        const int Published = 100;
        using var hub = new PipeHub();
        for (var i = 1; i <= Published; i++) hub.Publish(targets[i % targets.Length], i);
        id = id.Replace("E", hub.Core.Log.Epoch, StringComparison.Ordinal);
        var (sink, _) = hub.Subscribe(Resumption.From(hub.Core.Log, topics, default, id, new SseReplayOptions { MaxEvents = events, MaxBytes = bytes }));
        hub.Publish("a", Published + 1);
        var expected = Enumerable.Range((int)after + 1, (int)(Published + 1 - after)).Select(i => (long)i).ToList();
        var got = await sink.ReceiveAsync(expected.Count + (reason is null ? 0 : 1));
        if (reason is { } told)
        {
            using var gap = JsonDocument.Parse(got[0].Data);
            gap.RootElement.GetProperty("reason").GetString().ShouldBe(told.ToString());
            gap.RootElement.GetProperty("requested").GetString().ShouldBe(id);
            gap.RootElement.GetProperty("oldest").GetString().ShouldBe(hub.Id(0));
            gap.RootElement.GetProperty("resumed").GetString().ShouldBe(hub.Id(after));
            got[0].Id.ShouldBe(hub.Id(after));
            got.RemoveAt(0);
        }
        got.Select(e => e.Sequence).ShouldBe(expected);
        sink.Unread().ShouldBeEmpty();
    }

    private static long BytesAfter(PipeHub hub, long after)
    {
        var cursor = hub.Core.Log.Open("a", conflates: false, new LogStart(LogStartKind.After, after), out _);
        hub.Core.Log.Bound(cursor, long.MaxValue, long.MaxValue, out _);
        var target = new SliceTarget();
        hub.Core.Log.Read(cursor, target, int.MaxValue);
        hub.Core.Log.Close(cursor);
        return target.Bytes;
    }
}
