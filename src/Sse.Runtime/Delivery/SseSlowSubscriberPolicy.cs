namespace Sse;

/// <summary>What becomes of a subscriber that reads so slowly that events it should get are no longer retained.</summary>
public enum SseSlowSubscriberPolicy
{
    /// <summary>It is told in its stream what it lost, with an <see cref="SseGap"/>, and goes on with the oldest that is retained.</summary>
    Gap,

    /// <summary>
    /// While it is behind it skips events whose key has a newer one; the order of the others stays. It is told of a gap
    /// only when something was lost that no newer event of the same key had superseded.
    /// </summary>
    Conflate,

    /// <summary>Its stream ends. It comes back, is told the gap then, and goes on.</summary>
    Disconnect,
}
