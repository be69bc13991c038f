namespace Sse;

/// <summary>Where a hub's events can be published to. Decides which members the hub has.</summary>
public enum SseTopics
{
    /// <summary>To the whole hub, or to topics.</summary>
    Optional,

    /// <summary>
    /// To topics only. For events that are meant for some: a topic that was forgotten can't become an event for everyone.
    /// </summary>
    Required,

    /// <summary>To the whole hub only.</summary>
    None,
}
