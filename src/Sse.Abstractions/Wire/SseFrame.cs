namespace Sse;

/// <summary>One thing that <see cref="SseFrameParser"/> found, as views of the parser's own memory.</summary>
/// <remarks>
/// The spans are valid until the next call of any member of the parser: copy what is to be kept. All of them are valid
/// UTF-8: what was not, arrives as U+FFFD, as the standard decodes a stream.
/// </remarks>
public readonly ref struct SseFrame
{
    internal SseFrame(
        SseFrameKind kind,
        ReadOnlySpan<byte> type,
        ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> lastEventId,
        TimeSpan retry = default)
    {
        Kind = kind;
        Type = type;
        Data = data;
        LastEventId = lastEventId;
        Retry = retry;
    }

    /// <summary>What this is, and so which of the other members mean something.</summary>
    public SseFrameKind Kind { get; }

    /// <summary>The event's type, <c>message</c> when the block names none. Empty unless this is an event.</summary>
    public ReadOnlySpan<byte> Type { get; }

    /// <summary>The event's data, its lines joined by LF; or the comment's text without the colon and one space after it.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>
    /// The last event id string of the stream: that of the last block whose blank line has been read. Empty when there is
    /// none, or when the server has reset it.
    /// </summary>
    public ReadOnlySpan<byte> LastEventId { get; }

    /// <summary>The reconnection time of a <see cref="SseFrameKind.Retry"/>, at most <see cref="int.MaxValue"/> milliseconds.</summary>
    public TimeSpan Retry { get; }
}
