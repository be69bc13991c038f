namespace Sse;

/// <summary>A declared event of whatever type, for where events of several types go the same way.</summary>
/// <remarks>The default value holds no event. Immutable.</remarks>
public readonly struct SseEnvelope
{
    private readonly object? _value;
    private readonly FrameAction? _write;

    private SseEnvelope(object value, FrameAction write, string? topic) => (_value, _write, Topic) = (value, write, topic);

    private delegate void FrameAction(ref SseFrameWriter writer, object value);

    /// <summary>The topic that the event belongs to; null for the whole hub.</summary>
    public string? Topic { get; }

    /// <summary>The event.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public object Value => _value ?? throw Empty();

    /// <summary>Wraps an event.</summary>
    /// <typeparam name="T">A type with <see cref="SseEventAttribute"/>.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="topic">The topic that it belongs to; null for the whole hub.</param>
    /// <returns>The envelope.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">The topic is no valid name.</exception>
    public static SseEnvelope Of<T>(T value, string? topic = null)
        where T : ISseEvent<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        if (topic is not null && SseTopicName.Check(topic) is { } problem) throw new ArgumentException(problem, nameof(topic));
        return new(value, Typed<T>.Write, topic);
    }

    internal void WriteFrame(ref SseFrameWriter writer) => (_write ?? throw Empty())(ref writer, Value);

    private static InvalidOperationException Empty() => new($"This envelope is the default value: make one with {nameof(SseEnvelope)}.{nameof(Of)}.");

    private static class Typed<T>
        where T : ISseEvent<T>
    {
        public static readonly FrameAction Write = static (ref writer, value) => T.WriteFrame(ref writer, (T)value);
    }
}
