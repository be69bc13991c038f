namespace Sse;

/// <summary>What the page reads: a topic for each hub of the application, named as the hub is.</summary>
[SseHub(typeof(HubDeclared), typeof(HubReport), typeof(StoreReport), typeof(TopicReport), typeof(TopicGone), typeof(StreamReport), typeof(StreamGone))]
internal sealed partial class DashboardHub;
