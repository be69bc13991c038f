namespace Sse;

/// <summary>
/// An event that can write itself to the wire. Implemented by the source generator for every type with
/// <see cref="SseEventAttribute"/>; not meant to be implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The event type itself.</typeparam>
/// <remarks>Implementations hold no state: both members may be called from any thread.</remarks>
public interface ISseEvent<TSelf>
    where TSelf : ISseEvent<TSelf>
{
    /// <summary>The event's name on the wire: never empty, no control character.</summary>
    static abstract string EventName { get; }

    /// <summary>
    /// Writes the event line, the data line and the blank line that ends the block. Nothing precedes them, so that a
    /// publisher can put <c>id</c> and <c>retry</c> lines before. An event named <c>message</c> writes no event line.
    /// </summary>
    /// <param name="writer">Where the bytes go. When this method throws, what it holds is not a whole frame: discard it.</param>
    /// <param name="value">The event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">A member holds what JSON can't express, such as <see cref="double.NaN"/>.</exception>
    static abstract void WriteFrame(ref SseFrameWriter writer, TSelf value);
}
