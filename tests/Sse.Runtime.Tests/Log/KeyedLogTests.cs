namespace Sse.Tests.Log;

/// <summary>
/// Keys, snapshots and conflation against the history of everything: whatever was published, removed, evicted or completed
/// meanwhile, and wherever readers are cut, what they have is what the publisher has.
/// </summary>
public class KeyedLogTests
{
    public static readonly string[] Retentions = ["all", "few", "bytes", "few, keys kept", "bytes, keys kept", "few a topic, keys kept", "few keys kept", "few topics", "all, cold", "few a topic, cold, keys kept", "few topics, cold"];

    public static TheoryData<int, string, bool> Runs
    {
        get
        {
            var runs = new TheoryData<int, string, bool>();
            foreach (var retention in Retentions)
            {
                for (var seed = 1; seed <= 8; seed++) runs.Add(seed, retention, false);
                for (var seed = 1; seed <= 2; seed++) runs.Add(seed, retention, true);
            }
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Whatever_happens_readers_have_what_the_publisher_has(int seed, string retention, bool hides) => new KeyedLogRun(seed, Of(retention), KeepsAll(retention), hides).Go();

    [Fact]
    public void Most_of_what_is_read_late_is_fetched()
    {
        using var log = LogReading.Create(Of("all, cold"));
        var reader = log.Open("a", 0);
        for (var i = 0; i < 1_000; i++) log.Add("a", $"{i}");
        log.ReadAll(reader).Events.Select(e => e.Data).ShouldBe(Enumerable.Range(0, 1_000).Select(i => $"{i}"));
        ((StoredFrames)log.Cold!).Fetches.ShouldBeInRange(500, 1_000);
    }

    [Fact]
    public void The_comparison_notices_a_value_that_is_not_delivered()
    {
        var run = new KeyedLogRun(1, Of("all"), keepsAll: true) { ForgetOne = true };
        Should.Throw<ShouldAssertException>(run.Go);
    }

    internal static bool KeepsAll(string retention) => retention.EndsWith("keys kept", StringComparison.Ordinal) && !retention.StartsWith("few keys", StringComparison.Ordinal);

    internal static SseRetentionOptions Of(string retention)
    {
        var options = new SseRetentionOptions { MaxAge = Timeout.InfiniteTimeSpan };
        if (retention.Contains("keys kept", StringComparison.Ordinal)) options.KeepLatest = new SseKeepLatestOptions();
        if (retention.StartsWith("few keys", StringComparison.Ordinal)) options.KeepLatest!.MaxKeys = 3;
        if (retention.Contains("cold", StringComparison.Ordinal)) options.MaxBytesInMemory = 1;
        if (retention.StartsWith("few topics", StringComparison.Ordinal)) options.MaxTopics = 2;
        else if (retention.StartsWith("few a topic", StringComparison.Ordinal)) options.MaxEventsPerTopic = 4;
        else if (retention.StartsWith("few", StringComparison.Ordinal)) options.MaxEvents = 12;
        if (retention.StartsWith("bytes", StringComparison.Ordinal)) options.MaxBytes = 1_500;
        return options;
    }
}
