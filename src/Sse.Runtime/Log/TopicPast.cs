namespace Sse;

/// <summary>What must be known of a topic although its records have left. All are sequences, 0 for never.</summary>
internal record struct TopicPast
{
    /// <summary>The newest event that has left the log: an exact reader that has not passed it lost something.</summary>
    public long LostExact;

    /// <summary>The newest event that left the log without having been superseded: what a reader of the newest lost.</summary>
    public long LostLatest;

    /// <summary>The newest record that superseded one which has left since.</summary>
    public long SupersederOfLost;

    /// <summary>The newest value of a key that left the log although the key was not removed.</summary>
    public long LostKey;

    /// <summary>The record after which there is none.</summary>
    public long CompletedAt;

    public readonly bool IsEmpty => (LostExact | LostLatest | SupersederOfLost | LostKey | CompletedAt) == 0;

    /// <summary>An event left that had not been superseded.</summary>
    public void LoseLatest(long sequence)
    {
        LostExact = Math.Max(LostExact, sequence);
        LostLatest = Math.Max(LostLatest, sequence);
    }

    /// <summary>An event left that another had superseded.</summary>
    public void LoseSuperseded(long sequence, long superseder)
    {
        LostExact = Math.Max(LostExact, sequence);
        SupersederOfLost = Math.Max(SupersederOfLost, superseder);
    }

    /// <summary>The newest value of a key left.</summary>
    public void LoseKey(long sequence)
    {
        LoseLatest(sequence);
        LostKey = Math.Max(LostKey, sequence);
    }

    /// <summary>What another topic lost counts here too, since they can't be told apart; its completion doesn't.</summary>
    public void Include(TopicPast other)
    {
        LostExact = Math.Max(LostExact, other.LostExact);
        LostLatest = Math.Max(LostLatest, other.LostLatest);
        SupersederOfLost = Math.Max(SupersederOfLost, other.SupersederOfLost);
        LostKey = Math.Max(LostKey, other.LostKey);
    }

    /// <summary>The newest event that a reader lost, as it counts losses, unless it was told of it; then 0.</summary>
    /// <param name="told">What it was told of.</param>
    /// <param name="conflates">Whether it skips what is superseded.</param>
    public readonly long Untold(long told, bool conflates)
    {
        var lost = conflates ? LostLatest : LostExact;
        return lost > told ? lost : 0;
    }
}
