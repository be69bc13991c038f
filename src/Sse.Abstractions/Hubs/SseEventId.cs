using System.Buffers;
using System.Globalization;

namespace Sse;

/// <summary>What an event id turns out to be.</summary>
internal enum SseEventIdForm
{
    /// <summary>No id of any hub.</summary>
    Malformed,

    /// <summary><c>epoch-sequence</c>, perhaps with a topic.</summary>
    Position,

    /// <summary>Starts as a position does, but goes on in a way this version doesn't write: the id of another log.</summary>
    Foreign,

    /// <summary>The last id of a stream that is finished for good.</summary>
    End,
}

/// <summary>The form of the ids that hubs write: <c>epoch-sequence[/topic]</c>, or anything that ends in <c>~end</c>.</summary>
internal static class SseEventId
{
    /// <summary>Longer ids are malformed: none that a hub writes is. A topic of 256 bytes takes 768 when all are encoded.</summary>
    public const int MaxLength = 1024;

    private const int MaxEpochLength = 32;
    private const int MaxRestLength = 64;
    private static readonly SearchValues<char> Epoch = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> Later = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:,");

    /// <summary>Reads an id as a client gave it.</summary>
    public static SseEventIdForm TryRead(ReadOnlySpan<char> id, out SsePosition position, out string? topic)
    {
        position = default;
        topic = null;
        if (id.Length > MaxLength) return SseEventIdForm.Malformed;
        if (id.EndsWith(ProtocolWords.EndMark, StringComparison.Ordinal)) return SseEventIdForm.End;
        var slash = id.IndexOf('/');
        var head = slash < 0 ? id : id[..slash];
        var dash = head.IndexOf('-');
        if (dash is < 1 or > MaxEpochLength || head[..dash].ContainsAnyExcept(Epoch)) return SseEventIdForm.Malformed;
        var rest = head[(dash + 1)..];
        if (rest.Length is 0 or > MaxRestLength || rest.ContainsAnyExcept(Later)) return SseEventIdForm.Malformed;
        if (slash >= 0 && !SseTopicName.TryDecode(id[(slash + 1)..], out topic)) return SseEventIdForm.Malformed;
        var canonical = rest.Length == 1 || rest[0] != '0';
        if (!canonical || !long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            topic = null;
            return SseEventIdForm.Foreign;
        }
        position = new SsePosition(head[..dash].ToString(), sequence);
        return SseEventIdForm.Position;
    }
}
