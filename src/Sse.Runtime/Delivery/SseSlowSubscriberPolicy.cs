namespace Sse;

/// <summary>What becomes of a subscriber that reads so slowly that events it should get are no longer retained.</summary>
public enum SseSlowSubscriberPolicy
{
    /// <summary>It is told in its stream what it lost, with an <see cref="SseGap"/>, and goes on with the oldest that is retained.</summary>
    Gap,

    /// <summary>Its stream ends. It comes back, is told the gap then, and goes on.</summary>
    Disconnect,
}
