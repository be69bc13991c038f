using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sse;

/// <summary>
/// A place in a hub's log, between two events: whoever starts there misses nothing and gets nothing twice. Its text is the
/// beginning of every event id that a hub writes. Opaque: take it from a hub or a message, keep its text, give it back.
/// </summary>
/// <remarks>
/// The default value is no place of any log. Immutable. Where a hub hides its positions, the text of those that it gives is
/// hidden too; one that was read from such a text can be kept and given back, but not be put in order.
/// </remarks>
public readonly struct SsePosition : IEquatable<SsePosition>, IComparable<SsePosition>
{
    private readonly string? _epoch;
    private readonly PositionDetails? _details;

    internal SsePosition(string epoch, long sequence) => (_epoch, Sequence) = (epoch, sequence);

    internal SsePosition(string epoch, long sequence, string? tag, long? snapshotOf = null, string? snapshotTag = null)
        : this(epoch, sequence)
    {
        if (tag is not null || snapshotOf is not null) _details = new PositionDetails { Tag = tag, SnapshotOf = snapshotOf, SnapshotTag = snapshotTag };
    }

    internal SsePosition(string epoch, long sequence, PositionDetails details)
        : this(epoch, sequence) => _details = details;

    /// <summary>Names the log: lower-case ASCII letters and digits. A position means nothing in another epoch.</summary>
    public string Epoch => _epoch ?? "";

    /// <summary>The last event before this place; 0 is the beginning.</summary>
    internal long Sequence { get; }

    /// <summary>The boundary of the snapshot that this place lies in; null when it lies in none.</summary>
    internal long? SnapshotOf => _details?.SnapshotOf;

    /// <summary>What tells the event before this place from another of the same sequence; null in logs that have no tags.</summary>
    internal string? Tag => _details?.Tag;

    /// <summary>As <see cref="Tag"/>, for the snapshot's boundary.</summary>
    internal string? SnapshotTag => _details?.SnapshotTag;

    /// <summary>Whether it tells batches apart, as logs do that outlive their process.</summary>
    internal bool HasTag => _details is { Tag: not null } or { SnapshotTag: not null };

    /// <summary>What a hub that hides its positions wrote instead of the numbers, which only that hub knows; null when they are known.</summary>
    internal string? Unread => _details?.Unread;

    /// <summary>Whether it lies in a snapshot.</summary>
    internal bool IsInSnapshot => _details is { SnapshotOf: not null } or { UnreadSnapshot: not null };

    /// <summary>Tells the snapshot that it lies in from others of its epoch; null when it lies in none.</summary>
    internal string? SnapshotName => _details?.UnreadSnapshot ?? _details?.SnapshotOf?.ToString(CultureInfo.InvariantCulture);

    private bool IsHidden => _details is { Unread: not null } or { Hiding: not null };

    /// <summary>The position as text.</summary>
    public override string ToString() => _details is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Sequence}")
        : $"{Epoch}-{_details.TextOf(Sequence)}";

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
    /// <exception cref="InvalidOperationException">They belong to different epochs, one lies in a snapshot, or was read from a text that hides it: such can't be compared.</exception>
    public int CompareTo(SsePosition other) => (SnapshotOf ?? other.SnapshotOf) is null && (Unread ?? other.Unread) is null && string.Equals(Epoch, other.Epoch, StringComparison.Ordinal)
        ? Sequence.CompareTo(other.Sequence)
        : throw new InvalidOperationException("Only positions of one epoch can be compared, none that lies in a snapshot, and none that was read from a text that hides it.");

    /// <summary>Whether both are the same place.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they are.</returns>
    public bool Equals(SsePosition other) => IsHidden || other.IsHidden
        ? string.Equals(ToString(), other.ToString(), StringComparison.Ordinal)
        : Sequence == other.Sequence && string.Equals(Epoch, other.Epoch, StringComparison.Ordinal) && _details == other._details;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SsePosition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsHidden ? ToString().GetHashCode(StringComparison.Ordinal) : HashCode.Combine(Epoch, Sequence, _details);

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
}
