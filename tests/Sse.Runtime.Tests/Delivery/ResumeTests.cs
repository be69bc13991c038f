using System.Text.Json;
using Sse.Tests.Log;

namespace Sse.Tests.Delivery;

/// <summary>
/// Where a client goes on, for every state of the log and every id, plain or hidden. All events are numbered by their sequence; E in an
/// id stands for the log's epoch.
/// </summary>
public class ResumeTests
{
    private const int Retained = 10;
    private static readonly string[] One = ["a"];
    private static readonly string[] Several = ["a", "b", "c"];

    /// <summary>State, events published, id, gap's reason, the sequence after which it goes on.</summary>
    public static TheoryData<string, int, string, SseGapReason?, long> Table => new()
    {
        { "empty, from its beginning", 0, "E-0", null, 0 },
        { "empty, ahead", 0, "E-1", SseGapReason.Ahead, 0 },
        { "empty, other epoch", 0, "zzzzzzzz-5", SseGapReason.OtherEpoch, 0 },
        { "empty, malformed", 0, "42", SseGapReason.Malformed, 0 },
        { "empty, earliest", 0, "earliest", null, 0 },
        { "one, from the beginning", 1, "E-0", null, 0 },
        { "one, newest", 1, "E-1", null, 1 },
        { "one, ahead", 1, "E-2", SseGapReason.Ahead, 1 },
        { "full, from the beginning", 10, "E-0", null, 0 },
        { "full, oldest", 10, "E-1", null, 1 },
        { "full, middle", 10, "E-5", null, 5 },
        { "full, newest", 10, "E-10", null, 10 },
        { "full, newest, through a topic", 10, "E-10/a", null, 10 },
        { "full, earliest", 10, "earliest", null, 0 },
        { "wrapped, newest", 25, "E-25", null, 25 },
        { "wrapped, middle", 25, "E-20", null, 20 },
        { "wrapped, oldest", 25, "E-16", null, 16 },
        { "wrapped, right before the oldest", 25, "E-15", null, 15 },
        { "wrapped, just evicted", 25, "E-14", SseGapReason.Evicted, 15 },
        { "wrapped, long evicted", 25, "E-1", SseGapReason.Evicted, 15 },
        { "wrapped, from the beginning", 25, "E-0", SseGapReason.Evicted, 15 },
        { "wrapped, earliest", 25, "earliest", null, 15 },
        { "wrapped, ahead", 25, "E-26", SseGapReason.Ahead, 25 },
        { "wrapped, far ahead", 25, "E-9223372036854775807", SseGapReason.Ahead, 25 },
        { "wrapped, other epoch", 25, "zzzzzzzz-20", SseGapReason.OtherEpoch, 15 },
        { "wrapped, a later form", 25, "E-20-x7", SseGapReason.OtherEpoch, 15 },
        { "wrapped, a number", 25, "20", SseGapReason.Malformed, 25 },
        { "wrapped, empty", 25, "", SseGapReason.Malformed, 25 },
        { "wrapped, an emoji", 25, "🙂", SseGapReason.Malformed, 25 },
        { "wrapped, too long", 25, "TOO LONG", SseGapReason.Malformed, 25 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public Task A_reader_of_one_topic_goes_on_where_it_stopped_or_is_told(string state, int published, string id, SseGapReason? reason, long after) =>
        GoesOn(One, state, published, id, reason, after);

    [Theory]
    [MemberData(nameof(Table))]
    public Task A_reader_of_several_topics_goes_on_where_it_stopped_or_is_told(string state, int published, string id, SseGapReason? reason, long after) =>
        GoesOn(Several, state, published, id, reason, after);

    [Theory]
    [MemberData(nameof(Table))]
    public Task A_reader_of_all_topics_goes_on_where_it_stopped_or_is_told(string state, int published, string id, SseGapReason? reason, long after) =>
        GoesOn(SseTopicSelection.All, state, published, id, reason, after);

    [Fact]
    public async Task What_is_published_while_a_client_subscribes_reaches_it()
    {
        using var hub = new PipeHub();
        hub.Publish("a", 1);
        var start = Resumption.From(hub.Core.Log, "a", default, SseStart.Now);
        hub.Publish("a", 2);
        var (sink, _) = hub.Subscribe(start);
        hub.Publish("a", 3);
        (await sink.ReceiveAsync(2)).Select(e => e.Sequence).ShouldBe([2L, 3L]);
    }

    [Fact]
    public async Task An_eviction_during_replay_is_told_where_it_happens()
    {
        using var hub = new PipeHub(o => o.Retention.MaxEvents = 1_000);
        for (var i = 1; i <= 1_000; i++) hub.Publish("a", i, size: 1_000);
        var (sink, _) = hub.Subscribe("a", after: 0, unread: 100);
        await Wait.Until(() => sink.Flushes == 1);
        for (var i = 1_001; i <= 1_500; i++) hub.Publish("a", i);
        var got = await sink.ReceiveAsync(1);
        var sent = LogReading.Enough / (1_000 + $"id: {hub.Id(10)}/a\nevent: text\ndata: {{\"value\":\"\"}}\n\n".Length);
        got = await sink.ReceiveAsync(sent + 1 + 1_000);
        got[sent].Name.ShouldBe("sse-gap");
        got[sent].Id.ShouldBe(hub.Id(500));
        got.Where(e => e.Name != "sse-gap").Select(e => e.Sequence)
            .ShouldBe(Enumerable.Range(1, sent).Concat(Enumerable.Range(501, 1_000)).Select(i => (long)i));
    }

    [Fact]
    public async Task A_gap_moves_the_client_on()
    {
        using var hub = new PipeHub(o => o.Retention.MaxEvents = Retained);
        for (var i = 1; i <= 25; i++) hub.Publish("a", i);
        var (sink, _) = hub.Subscribe(Resumption.From(hub.Core.Log, "a", default, hub.Id(3)));
        var gap = (await sink.ReceiveAsync(1))[0];
        var (again, _) = hub.Subscribe(Resumption.From(hub.Core.Log, "a", default, gap.Id));
        (await again.ReceiveAsync(1))[0].Sequence.ShouldBe(16);
    }

    private static async Task GoesOn(SseTopicSelection topics, string state, int published, string id, SseGapReason? reason, long after)
    {
        await GoesOn(o => o.Retention.MaxEvents = Retained, topics, state, published, id, reason, after);
        await GoesOn(
            o =>
            {
                o.Retention.MaxEvents = Retained;
                o.PositionKeys.Add(PipeHub.Key);
            },
            topics, $"{state}, hidden", published, id, reason, after);
    }

    private static async Task GoesOn(Action<SseHubOptions> configure, SseTopicSelection topics, string state, int published, string id, SseGapReason? reason, long after)
    {
        using var hub = new PipeHub(configure);
        // Each of them is for every one of the readers.
        SseTopicSelection[] targets = topics.Count > 1 ? ["a", SseTopicSelection.None, "b", SseTopicSelection.Of("c", "a"), "c"] : ["a"];
        for (var i = 1; i <= published; i++) hub.Publish(targets[i % targets.Length], i);
        if (id.Contains("TOO", StringComparison.Ordinal)) id = "E-" + new string('1', 2_000);
        id = hub.Written(id);

        var (sink, _) = hub.Subscribe(Resumption.From(hub.Core.Log, topics, default, id));
        hub.Publish("a", published + 1);
        var expected = Enumerable.Range((int)after + 1, (int)(published + 1 - after)).Select(i => (long)i).ToList();
        var got = await sink.ReceiveAsync(expected.Count + (reason is null ? 0 : 1));
        if (reason is { } told)
        {
            var oldest = Math.Max(0, published - Retained);
            got[0].Name.ShouldBe("sse-gap", state);
            got[0].Id.ShouldBe(hub.Id(after));
            using var gap = JsonDocument.Parse(got[0].Data);
            gap.RootElement.GetProperty("reason").GetString().ShouldBe(told.ToString());
            gap.RootElement.GetProperty("requested").GetString().ShouldBe(id.Length > 256 ? id[..256] : id);
            // The event that came since may have taken the place of another.
            gap.RootElement.GetProperty("oldest").GetString().ShouldBeOneOf(hub.Id(oldest), hub.Id(oldest + 1));
            gap.RootElement.GetProperty("resumed").GetString().ShouldBe(hub.Id(after));
            got.RemoveAt(0);
        }
        got.Select(e => e.Sequence).ShouldBe(expected, state);
        sink.Unread().ShouldBeEmpty();
    }
}
