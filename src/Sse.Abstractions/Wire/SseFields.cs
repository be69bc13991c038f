using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace Sse;

/// <summary>
/// Writes the fields of a block, each on lines of its own that end in LF. A caller writes them in the order id, retry,
/// event, data, and <see cref="EndBlock"/> last. When one throws, what the writer holds is not a whole block.
/// </summary>
/// <remarks>Source: WHATWG HTML, "Server-sent events", section "Parsing an event stream".</remarks>
internal static class SseFields
{
    private const int Chunk = 512;

    /// <summary>The id's line, or nothing when there is none.</summary>
    public static void WriteId(this ref SseFrameWriter writer, SseId id)
    {
        if (!id.HasValue) return;
        writer.WriteRaw("id: "u8);
        writer.WriteText("id", id.ToString());
        writer.WriteRaw("\n"u8);
    }

    /// <summary>The retry line in whole milliseconds, the rest cut off; nothing when there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static void WriteRetry(this ref SseFrameWriter writer, TimeSpan? retry)
    {
        if (retry is not { } time) return;
        if (time < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(retry), time, "retry: a time to wait can't be negative.");
        writer.WriteRaw("retry: "u8);
        writer.WriteDigits(time.Ticks / TimeSpan.TicksPerMillisecond);
        writer.WriteRaw("\n"u8);
    }

    /// <summary>The event line; nothing for <c>message</c>.</summary>
    public static void WriteEvent(this ref SseFrameWriter writer, SseEventName name)
    {
        if (name.IsMessage) return;
        writer.WriteRaw("event: "u8);
        writer.WriteText("event", name.ToString());
        writer.WriteRaw("\n"u8);
    }

    /// <summary>One data line per line of the text; CRLF, CR and LF each end one. Empty text is one empty line.</summary>
    /// <exception cref="ArgumentException">The text has half of a surrogate pair.</exception>
    public static void WriteData(this ref SseFrameWriter writer, ReadOnlySpan<char> text) => writer.WriteLines("data", "data: "u8, text);

    /// <summary>As for text, of bytes that are UTF-8 already.</summary>
    /// <exception cref="ArgumentException">The bytes are not valid UTF-8.</exception>
    public static void WriteData(this ref SseFrameWriter writer, ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) throw new ArgumentException("data: the bytes are not valid UTF-8.", nameof(utf8));
        while (true)
        {
            var end = utf8.IndexOfAny((byte)'\r', (byte)'\n');
            writer.WriteRaw("data: "u8);
            writer.WriteRaw(end < 0 ? utf8 : utf8[..end]);
            writer.WriteRaw("\n"u8);
            if (end < 0) return;
            utf8 = utf8[(end + (utf8[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }
    }

    /// <summary>One comment line per line of the text, so that none of it can become a field.</summary>
    /// <exception cref="ArgumentException">The text has half of a surrogate pair.</exception>
    public static void WriteComment(this ref SseFrameWriter writer, ReadOnlySpan<char> text) => writer.WriteLines("comment", ": "u8, text);

    /// <summary>The blank line.</summary>
    public static void EndBlock(this ref SseFrameWriter writer) => writer.WriteRaw("\n"u8);

    /// <summary>ASCII digits, whatever the culture.</summary>
    public static void WriteDigits(this ref SseFrameWriter writer, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var written);
        writer.WriteRaw(digits[..written]);
    }

    private static void WriteLines(this ref SseFrameWriter writer, string field, ReadOnlySpan<byte> prefix, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var end = text.IndexOfAny('\r', '\n');
            writer.WriteRaw(prefix);
            writer.WriteText(field, end < 0 ? text : text[..end]);
            writer.WriteRaw("\n"u8);
            if (end < 0) return;
            text = text[(end + (text[end..].StartsWith("\r\n") ? 2 : 1))..];
        }
    }

    /// <summary>Text of one line, as UTF-8.</summary>
    /// <exception cref="ArgumentException">The text has half of a surrogate pair.</exception>
    public static void WriteText(this ref SseFrameWriter writer, string field, ReadOnlySpan<char> text)
    {
        Span<byte> chunk = stackalloc byte[Chunk];
        var start = 0;
        while (start < text.Length)
        {
            var status = Utf8.FromUtf16(text[start..], chunk, out var read, out var written, replaceInvalidSequences: false);
            writer.WriteRaw(chunk[..written]);
            start += read;
            if (status is OperationStatus.InvalidData or OperationStatus.NeedMoreData) throw WireText.LoneSurrogate(field, text[start], start);
        }
    }
}
