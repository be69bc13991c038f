using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sse;

/// <summary>
/// A place in a hub's log, between two events: whoever starts there misses nothing and gets nothing twice. Its text is the
/// beginning of every event id that a hub writes. Opaque: take it from a hub or a message, keep its text, give it back.
/// </summary>
/// <remarks>The default value is no place of any log. Immutable.</remarks>
public readonly struct SsePosition : IEquatable<SsePosition>, IComparable<SsePosition>
{
    private readonly string? _epoch;
    private readonly SnapshotPlace? _snapshot;

    internal SsePosition(string epoch, long sequence) => (_epoch, Sequence) = (epoch, sequence);

    internal SsePosition(string epoch, long sequence, string? tag, long? snapshotOf = null, string? snapshotTag = null)
        : this(epoch, sequence)
    {
        if (tag is not null || snapshotOf is not null) _snapshot = new SnapshotPlace(tag, snapshotOf, snapshotTag);
    }

    /// <summary>Names the log: lower-case ASCII letters and digits. A position means nothing in another epoch.</summary>
    public string Epoch => _epoch ?? "";

    /// <summary>The last event before this place; 0 is the beginning.</summary>
    internal long Sequence { get; }

    /// <summary>The boundary of the snapshot that this place lies in; null when it lies in none.</summary>
    internal long? SnapshotOf => _snapshot?.Of;

    /// <summary>What tells the event before this place from another of the same sequence; null in logs that have no tags.</summary>
    internal string? Tag => _snapshot?.Tag;

    /// <summary>As <see cref="Tag"/>, for the snapshot's boundary.</summary>
    internal string? SnapshotTag => _snapshot?.OfTag;

    /// <summary>Whether it tells batches apart, as logs do that outlive their process.</summary>
    internal bool HasTag => _snapshot is { Tag: not null } or { OfTag: not null };

    /// <summary>The position as text.</summary>
    public override string ToString() => _snapshot is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Sequence}")
        : string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{_snapshot}{Sequence}{Behind(_snapshot.Tag)}");

    /// <summary>Reads a position from its text or from an event id, whose topic is left aside.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The position.</returns>
    /// <exception cref="FormatException">The text is no position.</exception>
    public static SsePosition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var position) ? position : throw new FormatException("Not the text of a position, nor an id that a hub wrote.");
    }

    /// <summary>Reads a position from its text or from an event id, whose topic is left aside.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The position, when the answer is true.</param>
    /// <returns>Whether the text is a position.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out SsePosition position) => TryParse(text, out position, out _);

    /// <summary>Reads a position and the topic it was delivered through from an event id.</summary>
    /// <param name="id">The event id.</param>
    /// <param name="position">The position, when the answer is true.</param>
    /// <param name="topic">The topic; null for an event that was published to the whole hub.</param>
    /// <returns>Whether the id has a position.</returns>
    public static bool TryParse([NotNullWhen(true)] string? id, out SsePosition position, out string? topic) =>
        SseEventId.TryRead(id, out position, out topic) == SseEventIdForm.Position;

    /// <summary>Tells which of two positions of one log comes first.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Less than zero when this one does.</returns>
    /// <exception cref="InvalidOperationException">They belong to different epochs, or one lies in a snapshot: such can't be compared.</exception>
    public int CompareTo(SsePosition other) => (_snapshot?.Of ?? other._snapshot?.Of) is null && string.Equals(Epoch, other.Epoch, StringComparison.Ordinal)
        ? Sequence.CompareTo(other.Sequence)
        : throw new InvalidOperationException("Only positions of one epoch can be compared, and none that lies in a snapshot.");

    /// <summary>Whether both are the same place.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they are.</returns>
    public bool Equals(SsePosition other) =>
        Sequence == other.Sequence && string.Equals(Epoch, other.Epoch, StringComparison.Ordinal) && _snapshot == other._snapshot;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SsePosition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Sequence, _snapshot);

    /// <summary>Whether both are the same place.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(SsePosition left, SsePosition right) => left.Equals(right);

    /// <summary>Whether they are different places.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(SsePosition left, SsePosition right) => !left.Equals(right);

    /// <summary>Whether the left one comes before the right one.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="InvalidOperationException">As <see cref="CompareTo"/> says.</exception>
    public static bool operator <(SsePosition left, SsePosition right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one comes after the right one.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="InvalidOperationException">As <see cref="CompareTo"/> says.</exception>
    public static bool operator >(SsePosition left, SsePosition right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one doesn't come after the right one.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="InvalidOperationException">As <see cref="CompareTo"/> says.</exception>
    public static bool operator <=(SsePosition left, SsePosition right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one doesn't come before the right one.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="InvalidOperationException">As <see cref="CompareTo"/> says.</exception>
    public static bool operator >=(SsePosition left, SsePosition right) => left.CompareTo(right) >= 0;

    private static string Behind(string? tag) => tag is null ? "" : "_" + tag;

    // What few positions have; the others stay small.
    private sealed record SnapshotPlace(string? Tag, long? Of, string? OfTag)
    {
        public override string ToString() => Of is { } of ? string.Create(CultureInfo.InvariantCulture, $"s{of}{Behind(OfTag)}.") : "";
    }
}
