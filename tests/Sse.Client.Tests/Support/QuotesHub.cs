namespace Sse.Tests;

[SseHub(typeof(Price), typeof(Halted))]
internal sealed partial class QuotesHub;

[SseEvent("price")]
internal partial record Price(string Symbol, decimal Value);

[SseEvent("halted")]
internal partial record Halted(string Symbol);

internal static class QuotesHubExtensions
{
    /// <summary>Publishes to a topic and tells the position after it; for tests with one publisher.</summary>
    public static SsePosition Publish(this QuotesHub hub, string topic, Price value)
    {
        hub.Topic(topic).Publish(value);
        return hub.Position;
    }
}
