using System.Globalization;

namespace Sse;

/// <summary>What few positions have besides epoch and sequence; the others stay small. Immutable.</summary>
internal sealed record PositionDetails
{
    /// <summary>What stands first behind the epoch where numbers are hidden.</summary>
    public const char HiddenMark = 'x';

    /// <summary>What tells the event before the place from another of the same sequence.</summary>
    public string? Tag { get; init; }

    /// <summary>The boundary of the snapshot that the place lies in.</summary>
    public long? SnapshotOf { get; init; }

    /// <summary>As <see cref="Tag"/>, for that boundary.</summary>
    public string? SnapshotTag { get; init; }

    /// <summary>Hides the numbers in the text; null where they are plain.</summary>
    public IPositionHiding? Hiding { get; init; }

    /// <summary>Hidden numbers as they were read; null when the numbers themselves are known.</summary>
    public string? Unread { get; init; }

    /// <summary>Of hidden numbers the part that names the snapshot; null when there is none.</summary>
    public string? UnreadSnapshot => Unread?.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Unread[..dot] : null;

    /// <summary>What follows the epoch and the dash.</summary>
    public string TextOf(long sequence)
    {
        if ((Unread ?? Hiding?.Hide(sequence, this)) is { } hidden) return HiddenMark + hidden;
        var snapshot = SnapshotOf is { } of ? string.Create(CultureInfo.InvariantCulture, $"s{of}{Behind(SnapshotTag)}.") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{snapshot}{sequence}{Behind(Tag)}");
    }

    private static string Behind(string? tag) => tag is null ? "" : "_" + tag;
}

/// <summary>Writes the numbers of positions so that only who has the key can read them.</summary>
/// <remarks>Thread-safe. The same place has the same text.</remarks>
internal interface IPositionHiding
{
    /// <summary>The text of a place, which follows the mark.</summary>
    /// <param name="sequence">The place.</param>
    /// <param name="details">What it has besides.</param>
    string Hide(long sequence, PositionDetails details);
}
