using System.Diagnostics;
using System.Text;

namespace Sse;

/// <summary>
/// The comment line that carries a W3C trace context in an event's block: <c>: traceparent 00-…</c>. Clients that don't know it pass over it as
/// over any comment.
/// </summary>
internal static class TraceComment
{
    // Version, trace id, span id and flags, with dashes between them.
    private const int ParentLength = 55;

    /// <summary>The bytes of the line, its end included.</summary>
    public static int Length => Start.Length + ParentLength + 1;

    private static ReadOnlySpan<byte> Start => ": traceparent "u8;

    /// <summary>Writes the line.</summary>
    /// <param name="line">As long as <see cref="Length"/>.</param>
    /// <param name="context">The context; its state is left out.</param>
    public static void Write(Span<byte> line, in ActivityContext context)
    {
        Start.CopyTo(line);
        var text = $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{(context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}";
        Encoding.ASCII.GetBytes(text, line[Start.Length..]);
        line[Length - 1] = (byte)'\n';
    }

    /// <summary>Reads the line at the beginning of a record's frame.</summary>
    /// <returns>False when there is none.</returns>
    public static bool TryReadLine(ReadOnlySpan<byte> frame, out ActivityContext context)
    {
        context = default;
        return frame.Length > Length && frame.StartsWith(Start) && frame[Length - 1] == (byte)'\n' && TryRead(frame[2..(Length - 1)], out context);
    }

    /// <summary>Reads a comment's text.</summary>
    /// <param name="comment">Without the colon and the space.</param>
    /// <param name="context">The context, when the answer is true.</param>
    /// <returns>False when it is another comment, or one that looks like it and is none.</returns>
    public static bool TryRead(ReadOnlySpan<byte> comment, out ActivityContext context)
    {
        context = default;
        var word = Start[2..];
        if (comment.Length != word.Length + ParentLength || !comment.StartsWith(word)) return false;
        var parent = comment[word.Length..];
        // A later version may be longer, and its first part may mean something else.
        return parent.StartsWith("00-"u8) && parent[35] == (byte)'-' && parent[52] == (byte)'-' && ActivityContext.TryParse(Encoding.ASCII.GetString(parent), traceState: null, isRemote: true, out context);
    }
}
