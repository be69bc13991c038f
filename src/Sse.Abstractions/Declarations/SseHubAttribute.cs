namespace Sse;

/// <summary>
/// Declares that a partial class is a hub, and which events it publishes: a closed set, so that publishing anything
/// else does not compile. The source generator makes <see cref="SseHub"/> its base and adds a <c>Publish</c> and a
/// <c>PublishAsync</c> for each event.
/// </summary>
/// <param name="events">
/// The events, each once: types with <see cref="SseEventAttribute"/> from this or other assemblies, types that implement
/// <see cref="ISseEvent{TSelf}"/> by hand, and types that <see cref="SseEventAttribute{T}"/> makes events.
/// </param>
/// <example><code>
/// [SseHub(typeof(PriceChanged), typeof(Halted))]
/// public sealed partial class MarketHub;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SseHubAttribute(params Type[] events) : Attribute
{
    /// <summary>The events that the hub publishes.</summary>
    public IReadOnlyList<Type> Events { get; } = events;

    /// <summary>Whether events are published to topics, to the whole hub, or to either. Either, if not set.</summary>
    public SseTopics Topics { get; set; }
}
