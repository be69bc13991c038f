namespace Sse;

/// <summary>
/// Declares that a partial record, class or struct is a server-sent event. The source generator adds
/// <see cref="ISseEvent{TSelf}"/> to it: how the event looks on the wire, written without reflection.
/// </summary>
/// <param name="name">
/// The event's type as the standard calls it: what an EventSource listens for. At least one character, no control
/// character, not starting with <c>sse-</c>, which is reserved. When left out it is the type's name in kebab case:
/// <c>PriceChanged</c> becomes <c>price-changed</c>.
/// </param>
/// <remarks>
/// Source of the term: WHATWG HTML, "Server-sent events", section "Interpreting an event stream", field <c>event</c>.
/// An event named <c>message</c> reaches <c>onmessage</c>, and its frame carries no event line.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SseEventAttribute(string? name = null) : Attribute
{
    /// <summary>The declared name, or null when it follows from the type's name.</summary>
    public string? Name { get; } = name;

    /// <summary>
    /// The event whose newest one this event takes away: both have a key of the same members. Null, if not set.
    /// </summary>
    public Type? Removes { get; set; }
}
