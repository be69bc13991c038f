using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sse;

/// <summary>
/// A place in a hub's log, between two events: everything up to and including <paramref name="Sequence"/> lies before it.
/// As text it is <c>epoch-sequence</c>, the beginning of every event id a hub writes.
/// </summary>
/// <param name="Epoch">Names the log: lower-case ASCII letters and digits. A position means nothing in another epoch.</param>
/// <param name="Sequence">
/// The last event before this place; 0 is the beginning. Sequences grow over the whole hub, but need not be dense.
/// </param>
/// <remarks>Clients treat ids as opaque but for the topic, which follows the first slash, percent-encoded.</remarks>
public readonly record struct SsePosition(string Epoch, long Sequence)
{
    /// <summary>The position as text, <c>epoch-sequence</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Sequence}");

    /// <summary>Reads a position from its text or from an event id, whose topic is left aside.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no position.</exception>
    public static SsePosition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var position) ? position : throw new FormatException("Not a position of the form epoch-sequence.");
    }

    /// <summary>Reads a position from its text or from an event id, whose topic is left aside.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The position, when the answer is true.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out SsePosition position) => TryParse(text, out position, out _);

    /// <summary>Reads a position and the topic it was delivered through from an event id.</summary>
    /// <param name="id">The event id: <c>epoch-sequence</c>, then perhaps <c>/topic</c>, percent-encoded.</param>
    /// <param name="position">The position, when the answer is true.</param>
    /// <param name="topic">The topic; null for an event that was published to the whole hub.</param>
    public static bool TryParse([NotNullWhen(true)] string? id, out SsePosition position, out string? topic) =>
        SseEventId.TryRead(id, out position, out topic) == SseEventIdForm.Position;
}
