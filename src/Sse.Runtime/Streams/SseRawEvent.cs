namespace Sse;

/// <summary>An event that is not declared: its data is text of any kind, written as it is.</summary>
/// <remarks>
/// The client gets the data with every CRLF and CR as LF, which is the standard's own normalisation. Empty data is an
/// event too.
/// </remarks>
public readonly record struct SseRawEvent
{
    private readonly string? _text;
    private readonly ReadOnlyMemory<byte> _utf8;

    /// <summary>An event of text.</summary>
    /// <param name="data">The data; it may have line breaks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    public SseRawEvent(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _text = data;
    }

    /// <summary>An event of text that is UTF-8 already.</summary>
    /// <param name="utf8Data">The data; it may have line breaks. It must not change until the event is published.</param>
    public SseRawEvent(ReadOnlyMemory<byte> utf8Data) => _utf8 = utf8Data;

    /// <summary>The event's name; <c>message</c> by default.</summary>
    public SseEventName Event { get; init; }

    /// <summary>The event's id: what the client sends when it reconnects. None by default.</summary>
    public SseId Id { get; init; }

    /// <summary>How long the client waits before it reconnects, from now on; whole milliseconds. None by default.</summary>
    public TimeSpan? Retry { get; init; }

    internal void WriteFrame(ref SseFrameWriter writer)
    {
        writer.WriteId(Id);
        writer.WriteRetry(Retry);
        writer.WriteEvent(Event);
        if (_text is null) writer.WriteData(_utf8.Span);
        else writer.WriteData(_text);
        writer.EndBlock();
    }
}
