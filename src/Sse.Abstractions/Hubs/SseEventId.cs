using System.Buffers;
using System.Globalization;

namespace Sse;

/// <summary>What an event id turns out to be.</summary>
internal enum SseEventIdForm
{
    /// <summary>No id of any hub.</summary>
    Malformed,

    /// <summary>A position, live or within a snapshot, perhaps with a topic.</summary>
    Position,

    /// <summary>Starts as a position does, but goes on in a way this version doesn't write: the id of another log.</summary>
    Foreign,

    /// <summary>The last id of a stream that is finished for good.</summary>
    End,
}

/// <summary>The form of the ids that hubs write; docs/protocol.md has the grammar.</summary>
internal static class SseEventId
{
    /// <summary>Longer ids are malformed: none that a hub writes is. A topic of 256 bytes takes 768 when all are encoded.</summary>
    public const int MaxLength = 1024;

    /// <summary>The length of a hidden number.</summary>
    public const int HiddenLength = 22;

    private const int MaxEpochLength = 32;
    private const int MaxRestLength = 128;
    private const int MinTagLength = 6;
    private const int MaxTagLength = 16;
    private static readonly SearchValues<char> Hidden = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> Lower = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> Later = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:,");

    /// <summary>Reads an id as a client gave it.</summary>
    public static SseEventIdForm TryRead(ReadOnlySpan<char> id, out SsePosition position, out string? topic)
    {
        var form = TryRead(id, epoch: "", out position, out var encoded);
        topic = null;
        if (form == SseEventIdForm.Position && !encoded.IsEmpty) SseTopicName.TryDecode(encoded, out topic);
        return form;
    }

    /// <summary>Reads an id as a client gave it; allocates nothing where it is of the epoch that is expected.</summary>
    public static SseEventIdForm TryRead(ReadOnlySpan<char> id, string epoch, out SsePosition position, out ReadOnlySpan<char> topic)
    {
        position = default;
        topic = default;
        if (id.Length > MaxLength) return SseEventIdForm.Malformed;
        if (id.EndsWith(ProtocolWords.EndMark, StringComparison.Ordinal)) return SseEventIdForm.End;
        var slash = id.IndexOf('/');
        var head = slash < 0 ? id : id[..slash];
        var dash = head.IndexOf('-');
        if (dash is < 1 or > MaxEpochLength || head[..dash].ContainsAnyExcept(Lower)) return SseEventIdForm.Malformed;
        var rest = head[(dash + 1)..];
        if (rest.Length is 0 or > MaxRestLength || rest.ContainsAnyExcept(Later)) return SseEventIdForm.Malformed;
        if (slash >= 0 && !SseTopicName.IsEncoded(topic = id[(slash + 1)..])) return SseEventIdForm.Malformed;
        return TryReadPlace(head[..dash].SequenceEqual(epoch) ? epoch : head[..dash].ToString(), rest, out position) ? SseEventIdForm.Position : SseEventIdForm.Foreign;
    }

    private static bool TryReadPlace(string epoch, ReadOnlySpan<char> rest, out SsePosition position)
    {
        if (rest[0] == PositionDetails.HiddenMark) return TryReadHidden(epoch, rest[1..], out position);
        position = default;
        long? snapshotOf = null;
        string? snapshotTag = null;
        if (rest[0] == 's')
        {
            var dot = rest.IndexOf('.');
            if (dot < 0 || !TryReadSequence(rest[1..dot], out var of, out snapshotTag)) return false;
            snapshotOf = of;
            rest = rest[(dot + 1)..];
        }
        if (!TryReadSequence(rest, out var sequence, out var tag)) return false;
        position = new SsePosition(epoch, sequence, tag, snapshotOf, snapshotTag);
        return true;
    }

    private static bool TryReadHidden(string epoch, ReadOnlySpan<char> text, out SsePosition position)
    {
        position = default;
        var last = text;
        if (text.Length > HiddenLength)
        {
            if (text[HiddenLength] != '.' || text[..HiddenLength].ContainsAnyExcept(Hidden)) return false;
            last = text[(HiddenLength + 1)..];
        }
        if (last.Length != HiddenLength || last.ContainsAnyExcept(Hidden)) return false;
        position = new SsePosition(epoch, sequence: 0, new PositionDetails { Unread = text.ToString() });
        return true;
    }

    private static bool TryReadSequence(ReadOnlySpan<char> text, out long sequence, out string? tag)
    {
        tag = null;
        var digits = text;
        if (text.IndexOf('_') is >= 0 and var mark)
        {
            digits = text[..mark];
            var behind = text[(mark + 1)..];
            if (behind.Length is < MinTagLength or > MaxTagLength || behind.ContainsAnyExcept(Lower))
            {
                sequence = 0;
                return false;
            }
            tag = behind.ToString();
        }
        var canonical = digits.Length == 1 || (digits.Length > 0 && digits[0] != '0');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out sequence) && canonical;
    }
}
