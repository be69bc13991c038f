namespace Sse.Tests.Oracle;

/// <summary>What the log keeps in one run, small enough that readers fall out of it.</summary>
internal sealed record OracleRetention(string Name)
{
    private const int Few = 300;

    public static readonly string[] Names =
    [
        "everything", "few", "few, keys kept", "few bytes", "few bytes, keys kept", "short", "short, keys kept", "few topics", "few topics, keys kept", "few of a topic, keys kept", "few, few keys kept",
    ];

    private bool KeepsKeys => Name.EndsWith("keys kept", StringComparison.Ordinal);

    public bool HasFewTopics => Name.StartsWith("few topics", StringComparison.Ordinal);

    public bool HasFewOfATopic => Name.StartsWith("few of a topic", StringComparison.Ordinal);

    /// <summary>Whether no key is ever lost.</summary>
    public bool KeepsEveryKey => KeepsKeys && !HasFewTopics && !Name.EndsWith("few keys kept", StringComparison.Ordinal);

    /// <summary>Of how many events none is lost, where only their number counts.</summary>
    public long? Kept => Name is "everything" ? long.MaxValue : Name is "few" or "few, keys kept" or "few, few keys kept" ? Few : null;

    public void ApplyTo(SseHubOptions options)
    {
        const int Bytes = 256 * 1024;
        options.MaxEventBytes = Bytes / 2;
        var retention = options.Retention;
        (retention.MaxEvents, retention.MaxAge) = (long.MaxValue, Timeout.InfiniteTimeSpan);
        if (KeepsKeys) retention.KeepLatest = new SseKeepLatestOptions();
        if (Name.EndsWith("few keys kept", StringComparison.Ordinal)) retention.KeepLatest!.MaxKeys = 10;
        if (Name.StartsWith("few bytes", StringComparison.Ordinal)) retention.MaxBytes = Bytes;
        else if (Name.StartsWith("short", StringComparison.Ordinal)) retention.MaxAge = TimeSpan.FromMilliseconds(250);
        else if (HasFewTopics) retention.MaxTopics = 2;
        else if (HasFewOfATopic) retention.MaxEventsPerTopic = 60;
        else if (Name.StartsWith("few", StringComparison.Ordinal)) retention.MaxEvents = Few;
    }
}
