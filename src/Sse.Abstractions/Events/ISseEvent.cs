namespace Sse;

/// <summary>
/// An event that can write itself to the wire: the default format of its type. Implemented by the source generator for
/// every type with <see cref="SseEventAttribute"/>; not meant to be implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The event type itself.</typeparam>
public interface ISseEvent<TSelf> : ISseFormat<TSelf>
    where TSelf : ISseEvent<TSelf>;
