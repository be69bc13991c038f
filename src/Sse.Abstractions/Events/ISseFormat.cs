using System.ComponentModel;

namespace Sse;

/// <summary>
/// How events of one type look on the wire: their name and their frame. Everything that publishes does so through a
/// format. An event is its own (<see cref="ISseEvent{TSelf}"/>); a type of its own gives another form to an event, or a
/// form to a type that is none. Implemented by generated code.
/// </summary>
/// <typeparam name="T">What is written.</typeparam>
/// <remarks>
/// Implementations hold no state: all members may be called from any thread. Members that later versions add have a body
/// of their own, so that what is compiled today goes on working.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISseFormat<T>
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
    static abstract void WriteFrame(ref SseFrameWriter writer, T value);

    /// <summary>
    /// What the event looks like to whoever reads it: a JSON object as docs/guide/contracts.md describes it, with the JSON Schema of
    /// the data. Generated code returns one literal, so that it can be read from a built assembly too.
    /// </summary>
    /// <value>Empty, where the format doesn't say.</value>
    static virtual string Contract => "";
}
