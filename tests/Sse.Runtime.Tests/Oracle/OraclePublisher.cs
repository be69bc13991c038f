namespace Sse.Tests.Oracle;

/// <summary>Publishes values, removals and facts at random, in bursts, and completes topics.</summary>
internal sealed class OraclePublisher(OracleHub hub, OracleHistory history, Random random)
{
    private static readonly string[] Lasting = ["a", "b", "c/ü"];
    private static readonly string[] Keys = [.. Enumerable.Range(0, 12).Select(i => $"k{i}")];
    private readonly List<string> _jobs = ["job-0", "job-1", "job-2"];
    private int _lastJob = 2;

    /// <summary>The topics that are published to now.</summary>
    public string[] Topics
    {
        get
        {
            lock (_jobs) return [.. Lasting, .. _jobs];
        }
    }

    /// <summary>Publishes until it is told to stop, and then one event that every reader gets.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!stop.IsCancellationRequested)
        {
            var burst = random.Next(20) == 0 ? random.Next(400) : random.Next(12);
            for (var i = 0; i < burst; i++) await PublishAsync();
            if (random.Next(200) == 0) CompleteOne();
            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }
        await FactAsync(SseTopicSelection.None);
    }

    private ValueTask PublishAsync() => random.Next(100) switch
    {
        < 60 => ValueAsync(),
        < 70 => GoneAsync(),
        < 75 => FactAsync(SseTopicSelection.None),
        < 80 => FactAsync(SseTopicSelection.Of([.. Topics.Where(_ => random.Next(2) == 0)])),
        _ => FactAsync(Topic()),
    };

    private async ValueTask ValueAsync()
    {
        var (topics, key, n) = (TopicOrHub(), Key(), history.Next);
        var value = new Value(key, n, Padding());
        var at = topics.Count == 0 ? await hub.PublishAsync(value) : await hub.Topic(topics[0]).PublishAsync(value);
        history.Add(new OracleRecord(n, at.Sequence, topics, key, IsRemoval: false));
    }

    private async ValueTask GoneAsync()
    {
        var (topics, key, n) = (TopicOrHub(), Key(), history.Next);
        var gone = new Gone(key, n);
        var at = topics.Count == 0 ? await hub.PublishAsync(gone) : await hub.Topic(topics[0]).PublishAsync(gone);
        history.Add(new OracleRecord(n, at.Sequence, topics, key, IsRemoval: true));
    }

    private async ValueTask FactAsync(SseTopicSelection topics)
    {
        var n = history.Next;
        var fact = new Fact(n, Padding());
        var at = topics.Count == 0 ? await hub.PublishAsync(fact) : await hub.Topics(topics).PublishAsync(fact);
        history.Add(new OracleRecord(n, at.Sequence, topics, Key: null, IsRemoval: false));
    }

    private void CompleteOne()
    {
        string done;
        lock (_jobs)
        {
            done = _jobs[0];
            _jobs.RemoveAt(0);
            _jobs.Add($"job-{++_lastJob}");
        }
        hub.Topic(done).Complete();
        // Nobody else publishes, so its completion has the newest position.
        history.Complete(done, hub.Position.Sequence);
    }

    private string Topic()
    {
        var topics = Topics;
        return topics[random.Next(topics.Length)];
    }

    private SseTopicSelection TopicOrHub() => random.Next(8) == 0 ? SseTopicSelection.None : Topic();

    // One key is hot.
    private string Key() => Keys[random.Next(3) == 0 ? 0 : random.Next(Keys.Length)];

    private string Padding() => new('x', random.Next(300) == 0 ? random.Next(60_000) : random.Next(random.Next(10) == 0 ? 2_000 : 120));
}
