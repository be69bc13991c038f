namespace Sse;

/// <summary>What a stored log is, when it is opened.</summary>
public sealed record StoredLog
{
    /// <summary>Names the log for as long as its places mean the same records: 8 lower-case ASCII letters and digits, random.</summary>
    public required string Epoch { get; init; }

    /// <summary>The place of the newest record that it ever had; 0 before the first.</summary>
    public required long Newest { get; init; }

    /// <summary>
    /// The tags of its records as far as the log keeps them apart from the records: which tag stands from which place on, in
    /// order. That of <see cref="Newest"/> at least, where its record may be gone.
    /// </summary>
    public IReadOnlyList<StoredTag> Tags { get; init; } = [];

    /// <summary>What topics lost, and which are complete.</summary>
    public IReadOnlyList<StoredTopic> Topics { get; init; } = [];

    /// <summary>What any topic may have lost that is not among <see cref="Topics"/>.</summary>
    public StoredTopic Others { get; init; } = new();
}

/// <summary>
/// A tag: six to sixteen lower-case ASCII letters and digits, random, that stand behind the place in the ids of events. A log
/// that is restored from a copy must go on under another tag, so that no id is ever given to two events.
/// </summary>
/// <param name="First">The place of the first record that has it.</param>
/// <param name="Tag">The tag.</param>
public readonly record struct StoredTag(long First, string Tag);

/// <summary>What must be known of a topic beyond its records. All are places, 0 for never.</summary>
public sealed record StoredTopic
{
    /// <summary>The topic; null for what is for the whole hub.</summary>
    public string? Name { get; init; }

    /// <summary>Its newest event that is gone.</summary>
    public long Lost { get; init; }

    /// <summary>Its newest event that is gone and had not been superseded by a later one of its key.</summary>
    public long LostLatest { get; init; }

    /// <summary>Its newest event that is gone, was the value of a key, and had neither been superseded nor removed.</summary>
    public long LostKey { get; init; }

    /// <summary>The newest record that superseded one which is gone.</summary>
    public long Superseder { get; init; }

    /// <summary>The record that completed it.</summary>
    public long CompletedAt { get; init; }
}
