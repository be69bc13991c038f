namespace Sse;

/// <summary>What a log holds at one moment.</summary>
/// <param name="Published">How many events came into it since it began, in this process.</param>
/// <param name="Evicted">How many records retention has let go since.</param>
/// <param name="Oldest">The oldest sequence in the window.</param>
/// <param name="Topics">How many topics it knows.</param>
internal readonly record struct LogSample(long Published, long Evicted, long Oldest, int Topics)
{
    /// <summary>How many events are in the window.</summary>
    public long Events { get; init; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>How many keys have outlived it.</summary>
    public long Keys { get; init; }

    /// <summary>The bytes of their events.</summary>
    public long KeyBytes { get; init; }
}

/// <summary>What one topic holds at one moment.</summary>
/// <param name="Name">The topic; null for the whole hub.</param>
/// <param name="Published">How many events came into it since it is known.</param>
/// <param name="Newest">The sequence of the newest; 0 before the first.</param>
/// <param name="Readers">How many read it, besides those who read all topics.</param>
internal readonly record struct TopicSample(string? Name, long Published, long Newest, int Readers)
{
    /// <summary>How many records are in the window.</summary>
    public long Events { get; init; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>How many keys it has.</summary>
    public int Keys { get; init; }

    /// <summary>Whether nothing can be published to it any more.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Looks at one. Under the log's lock.</summary>
    public static TopicSample Of(Topic topic) => new(topic.Name, topic.Published, topic.NewestEvent, topic.Readers.Count)
    {
        Events = topic.Window.Count,
        Bytes = topic.Window.Bytes,
        Keys = topic.Keys?.Count ?? 0,
        IsComplete = topic.IsComplete,
    };
}
