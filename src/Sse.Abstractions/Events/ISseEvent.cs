namespace Sse;

/// <summary>
/// An event that can write itself to the wire: the default format of its type. Implemented by the source generator for
/// every type with <see cref="SseEventAttribute"/>. A type that implements it by hand is an event too, which hubs can list.
/// </summary>
/// <typeparam name="TSelf">The event type itself.</typeparam>
public interface ISseEvent<TSelf> : ISseFormat<TSelf>
    where TSelf : ISseEvent<TSelf>;
