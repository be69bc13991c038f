using System.Text.Json;
using Sse.Tests.Log;

namespace Sse.Tests.Delivery;

/// <summary>
/// What a client gets that begins with a snapshot, or comes back within one, whatever happened meanwhile. E in an id
/// stands for the log's epoch. In what is expected <c>s6</c> is event 6 with an id of the snapshot, <c>live2@10</c> the end
/// of a complete snapshot at 10 of which this connection got two, <c>part</c> the end of one with keys missing, 11 an event
/// behind it, and <c>[11]</c> one that only exact readers get.
/// </summary>
public class SnapshotResumeTests
{
    private static readonly string[] Several = ["a", "b", "nobody's"];

    private static readonly DeliveryOptions[] WithSnapshots =
    [
        new() { Snapshots = true },
        new() { Snapshots = true, WhenSlow = SseSlowSubscriberPolicy.Conflate },
        new() { Snapshots = true, Interval = TimeSpan.FromMinutes(1) },
    ];

    private static readonly DeliveryOptions[] WithoutSnapshots = [.. WithSnapshots.Select(options => options with { Snapshots = false })];

    /// <summary>What happens before it comes (back), the id it gives, what one of topic a gets, and what one of all topics, or of several.</summary>
    public static TheoryData<string, string, string, string> Table => new()
    {
        { "nothing", "snapshot", "s4 s6 live2@10", "s3 s4 s6 s10 live4@10" },
        { "nothing", "E-s10.0", "s4 s6 live2@10", "s3 s4 s6 s10 live4@10" },
        { "nothing", "E-s10.4", "s6 live1@10", "s6 s10 live2@10" },
        { "nothing", "E-s10.6", "live0@10", "s10 live1@10" },
        { "nothing", "E-s10.6/a", "live0@10", "s10 live1@10" },
        { "nothing", "E-s10.10", "live0@10", "live0@10" },
        { "nothing", "E-s4.6", "s7 s9 live2@10", "s7 s8 s9 s10 live4@10" },
        { "nothing", "E-10", "", "" },
        { "a value", "snapshot", "s4 s11 live2@11", "s3 s4 s10 s11 live4@11" },
        { "a value", "E-s10.4", "s6 live1@10 11", "s6 s10 live2@10 11" },
        { "a value", "E-s10.6", "live0@10 11", "s10 live1@10 11" },
        { "a value", "E-s10.10", "s11 live1@11", "s11 live1@11" },
        { "a value", "E-s4.6", "s7 s9 s11 live3@11", "s7 s8 s9 s10 s11 live5@11" },
        { "a value", "E-10", "11", "11" },
        { "a removal", "snapshot", "s4 live1@11", "s3 s4 s10 live3@11" },
        { "a removal", "E-s10.4", "s6 live1@10 11", "s6 s10 live2@10 11" },
        { "a removal", "E-s10.6", "live0@10 11", "s10 live1@10 11" },
        { "a removal", "E-s10.10", "s11 live1@11", "s11 live1@11" },
        { "a removal and a value", "snapshot", "s4 s12 live2@12", "s3 s4 s10 s12 live4@12" },
        { "a removal and a value", "E-s10.4", "s6 live1@10 [11] 12", "s6 s10 live2@10 [11] 12" },
        { "a removal and a value", "E-s4.6", "s7 s9 [s11] s12 live_@12", "s7 s8 s9 s10 [s11] s12 live_@12" },
        { "a removal and a value", "E-10", "[11] 12", "[11] 12" },
        { "a completion", "snapshot", "s4 s6 live2@11 end", "s3 s4 s6 s10 live4@11" },
        { "a completion", "E-s10.4", "s6 live1@10 end", "s6 s10 live2@10" },
        { "a completion", "E-s10.10", "live0@11 end", "live0@11" },
        { "a completion", "E-10", "end", "" },
        { "much", "snapshot", "s4 s6 live2@40", "s3 s4 s6 s10 live4@40" },
        { "much", "E-s10.4", "s6 gap(Evicted) s4 s6 live2@40", "s6 s10 gap(Evicted) s3 s4 s6 s10 live4@40" },
        { "much", "E-s10.10", "gap(Evicted) s4 s6 live2@40", "gap(Evicted) s3 s4 s6 s10 live4@40" },
        { "much", "E-s4.6", "gap(Evicted) s4 s6 live2@40", "gap(Evicted) s3 s4 s6 s10 live4@40" },
    };

    /// <summary>What only endpoints with snapshots answer with one.</summary>
    public static TheoryData<string, string, string> Gaps => new()
    {
        { "nothing", "E-s99.4", "gap(Ahead) s4 s6 live2@10" },
        { "nothing", "E-11", "gap(Ahead) s4 s6 live2@10" },
        { "nothing", "zzzzzzzz-s10.4", "gap(OtherEpoch) s4 s6 live2@10" },
        { "nothing", "E-s10", "gap(OtherEpoch) s4 s6 live2@10" },
        { "nothing", "10", "gap(Malformed) s4 s6 live2@10" },
        { "much", "E-10", "gap(Evicted) s4 s6 live2@40" },
    };

    /// <summary>Which keys are kept, and what a newcomer to topic a gets when much has happened.</summary>
    public static TheoryData<int?, string> Bounds => new()
    {
        { null, "part0@40" },
        { 100, "s4 s6 live2@40" },
        { 2, "s6 part1@40" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_client_gets_what_is_left_of_its_snapshot_and_what_came_since(string meanwhile, string id, string ofOne, string ofAll)
    {
        foreach (var options in WithSnapshots.Concat(WithoutSnapshots))
        {
            await ExpectAsync("a", meanwhile, id, options, ofOne);
            await ExpectAsync(Several, meanwhile, id, options, ofAll);
            await ExpectAsync(SseTopicSelection.All, meanwhile, id, options, ofAll);
        }
    }

    [Theory]
    [MemberData(nameof(Gaps))]
    public async Task A_gap_is_followed_by_a_snapshot(string meanwhile, string id, string expected)
    {
        foreach (var options in WithSnapshots) await ExpectAsync("a", meanwhile, id, options, expected);
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public async Task A_snapshot_says_whether_keys_are_missing(int? keys, string expected)
    {
        foreach (var options in WithSnapshots) await ExpectAsync("a", "much", "snapshot", options, expected, keys is null ? null : new SseKeepLatestOptions { MaxKeys = keys.Value });
    }

    private static Task ExpectAsync(SseTopicSelection topics, string meanwhile, string id, DeliveryOptions options, string expected) =>
        ExpectAsync(topics, meanwhile, id, options, expected, new SseKeepLatestOptions());

    private static async Task ExpectAsync(SseTopicSelection topics, string meanwhile, string id, DeliveryOptions options, string expected, SseKeepLatestOptions? kept)
    {
        await ExpectAsync(hides: false, topics, meanwhile, id, options, expected, kept);
        await ExpectAsync(hides: true, topics, meanwhile, id, options, expected, kept);
    }

    private static async Task ExpectAsync(bool hides, SseTopicSelection topics, string meanwhile, string id, DeliveryOptions options, string expected, SseKeepLatestOptions? kept)
    {
        var time = new FakeTimeProvider();
        using var hub = new PipeHub(
            o =>
            {
                (o.Retention.MaxEvents, o.Retention.KeepLatest) = (20, kept);
                if (hides) o.PositionKeys.Add(PipeHub.Key);
            },
            time);
        var log = hub.Core.Log;
        Fill(log);
        Happens(log, meanwhile);
        var (sink, end) = hub.Resume(topics, hub.Written(id), options);

        var all = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] != '[' || !options.Mode.Conflates).Select(word => word.Trim('[', ']')).ToList();
        var events = all.Where(word => word != "end").ToList();
        var got = await ReceiveAsync(events.Count);
        if (events.Count == all.Count)
        {
            log.AddFrame(SseTopicSelection.None, "event: last\ndata: 0\n\n"u8.ToArray());
            got = await ReceiveAsync(events.Count + 1);
            got[^1].Name.ShouldBe("last");
            got.RemoveAt(got.Count - 1);
        }
        else
        {
            (await end.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBe(SseDisconnectReason.Completed);
            sink.Unread().ShouldBeEmpty();
        }
        var sent = got.Count(read => read.SnapshotOf is not null);
        string.Join(' ', got.Select(Short)).ShouldBe(string.Join(' ', events).Replace('_', (char)('0' + sent)), $"{string.Join(',', topics)} {options}");

        async Task<List<ReadEvent>> ReceiveAsync(int count)
        {
            var receiving = sink.ReceiveAsync(count);
            while (!receiving.IsCompleted)
            {
                if (hub.Core.Delays.Count > 0) time.Advance(options.Interval);
                await Task.Yield();
            }
            return await receiving;
        }
    }

    private static void Fill(HubLog log)
    {
        log.Set("a", "k1", "1");
        log.Set("a", "k2", "2");
        log.Set("b", "k1", "3");
        log.Set(SseTopicSelection.None, "h1", "4");
        log.Add("a", "5");
        log.Set("a", "k1", "6");
        log.Set("a", "k2", null);
        log.Add("b", "8");
        log.Add(SseTopicSelection.Of("a", "b"), "9");
        log.Set("b", "k2", "10");
    }

    private static void Happens(HubLog log, string meanwhile)
    {
        switch (meanwhile)
        {
            case "a value":
                log.Set("a", "k1", "11");
                break;
            case "a removal":
                log.Set("a", "k1", null);
                break;
            case "a removal and a value":
                log.Set("a", "k1", null);
                log.Set("a", "k1", "12");
                break;
            case "a completion":
                log.Complete("a");
                break;
            case "much":
                for (var i = 11; i <= 40; i++) log.Add("a", $"{i}");
                break;
        }
    }

    private static string Short(ReadEvent read)
    {
        if (read.Name is not ("sse-gap" or "sse-live")) return $"{(read.SnapshotOf is null ? "" : "s")}{read.Sequence}";
        using var data = JsonDocument.Parse(read.Data);
        if (read.Name == "sse-gap") return $"gap({data.RootElement.GetProperty("reason").GetString()})";
        return $"{(data.RootElement.GetProperty("complete").GetBoolean() ? "live" : "part")}{data.RootElement.GetProperty("count").GetInt64()}@{read.Sequence}";
    }
}
