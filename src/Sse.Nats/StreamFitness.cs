using NATS.Client.JetStream.Models;

namespace Sse.Nats;

/// <summary>What the streams of a log are like, and whether one that is there will do.</summary>
internal static class StreamFitness
{
    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestDuplicateWindow = TimeSpan.FromMinutes(1);

    /// <summary>The stream of the records.</summary>
    public static StreamConfig Log(LogNames names, int replicas) => new(names.Stream, [names.Subject, names.Completing])
    {
        Description = $"The log of the hub '{names.Log}'.",
        Storage = StreamConfigStorage.File,
        NumReplicas = replicas,
        DuplicateWindow = DuplicateWindow,
        DenyDelete = true,
    };

    /// <summary>The stream of what must be known beyond the records.</summary>
    public static StreamConfig State(LogNames names, int replicas) => new(names.State, [names.AllState])
    {
        Description = $"What is known of the log of the hub '{names.Log}' beyond its records.",
        Storage = StreamConfigStorage.File,
        NumReplicas = replicas,
        MaxMsgsPerSubject = 1,
    };

    /// <summary>Says whether a stream can keep a log's records.</summary>
    /// <exception cref="SseStoreException">It can't.</exception>
    public static void CheckLog(LogNames names, StreamConfig config)
    {
        Check(config, names.Subject, names.Completing);
        if (config.MaxAge > TimeSpan.Zero) throw Words.Unfit(config.Name!, $"it lets messages go after {config.MaxAge:c} (max_age), which is for the hub's Retention to do");
        if (config.MaxMsgs > 0) throw Words.Unfit(config.Name!, $"it lets messages go beyond {config.MaxMsgs} (max_msgs), which is for the hub's Retention to do");
        if (config.MaxMsgsPerSubject > 0) throw Words.Unfit(config.Name!, $"it lets messages go beyond {config.MaxMsgsPerSubject} per subject (max_msgs_per_subject), which is for the hub's Retention to do");
        if (config.MaxBytes > 0 && config.Discard == StreamConfigDiscard.Old) throw Words.Unfit(config.Name!, $"it lets old messages go beyond {config.MaxBytes} bytes (max_bytes with discard old), which is for the hub's Retention to do; with discard new it may have such a limit");
        if (config.DuplicateWindow < ShortestDuplicateWindow) throw Words.Unfit(config.Name!, $"its duplicate window is {config.DuplicateWindow:c}; a batch in doubt is published again for longer, so it must be {ShortestDuplicateWindow:c} at least, {DuplicateWindow:c} is good");
        if (config.DenyPurge) throw Words.Unfit(config.Name!, "it can't be purged (deny_purge), which Retention needs");
    }

    /// <summary>Says whether a stream can keep a log's state.</summary>
    /// <exception cref="SseStoreException">It can't.</exception>
    public static void CheckState(LogNames names, StreamConfig config)
    {
        Check(config, names.AllState);
        if (config.MaxMsgsPerSubject != 1) throw Words.Unfit(config.Name!, "it has to keep the last message of each subject, and only that (max_msgs_per_subject 1)");
        if (config.MaxAge > TimeSpan.Zero || config.MaxMsgs > 0 || config.MaxBytes > 0) throw Words.Unfit(config.Name!, "it lets messages go (max_age, max_msgs or max_bytes)");
    }

    private static void Check(StreamConfig config, params string[] subjects)
    {
        if (config.Subjects is null || !subjects.All(config.Subjects.Contains) || config.Subjects.Count != subjects.Length) throw Words.Unfit(config.Name!, $"its subjects must be {string.Join(" and ", subjects)}");
        if (config.Storage != StreamConfigStorage.File) throw Words.Unfit(config.Name!, "it is in memory, and would be gone with its servers (storage must be file)");
        if (config.Retention != StreamConfigRetention.Limits) throw Words.Unfit(config.Name!, "it forgets what was read (retention must be limits)");
        if (config.NoAck) throw Words.Unfit(config.Name!, "it doesn't say what it has stored (no_ack)");
        if (config.Sealed) throw Words.Unfit(config.Name!, "it is sealed");
        if (config.Mirror is not null || config.Sources is { Count: > 0 }) throw Words.Unfit(config.Name!, "it has messages of other streams (mirror or sources)");
    }
}
