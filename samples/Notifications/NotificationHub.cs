using Sse;

// The key makes a snapshot of what is retained, so that a page knows where the news begin.
[SseEvent("notification")]
internal sealed partial record Notification([SseKey] Guid Id, string From, string Text, DateTimeOffset At);

[SseHub(typeof(Notification), Topics = SseTopics.Required)]
internal sealed partial class NotificationHub;
