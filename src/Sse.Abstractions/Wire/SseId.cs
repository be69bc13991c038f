namespace Sse;

/// <summary>
/// An event's id: what a client sends back as <c>Last-Event-ID</c> when it reconnects. It can't hold what would break
/// its line or not survive the way back.
/// </summary>
/// <remarks>
/// <para>The default value is "no id": no line is written and the client keeps the id it had. An id of the empty
/// string is one: its line makes the client forget the id it had.</para>
/// <para>Source: WHATWG HTML, "Server-sent events", sections "Interpreting an event stream" (field <c>id</c>) and
/// "The Last-Event-ID header". Immutable.</para>
/// </remarks>
public readonly record struct SseId
{
    /// <summary>The longest id in UTF-8 bytes: with <c>~end</c> behind it, it still fits the 256 bytes that
    /// <c>GetLastEventId</c> reads.</summary>
    public const int MaxBytes = 252;

    private readonly string? _value;

    /// <summary>Makes an id of text.</summary>
    /// <param name="value">Up to <see cref="MaxBytes"/> bytes of UTF-8.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">The text has a control character (CR, LF and NUL among them) or half of a
    /// surrogate pair, begins or ends with a blank, is too long, or ends in <c>~end</c>, which is reserved. The message names
    /// the character and its index.</exception>
    public SseId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        WireText.ThrowIfNotOneLine("id", value);
        if (value.StartsWith(' ') || value.EndsWith(' ')) throw new ArgumentException("id: begins or ends with a blank, which a client's header loses.", nameof(value));
        if (WireText.ByteCount(value) > MaxBytes) throw new ArgumentException($"id: longer than {MaxBytes} bytes of UTF-8; a client could not resume with it.", nameof(value));
        if (value.EndsWith(ProtocolWords.EndMark, StringComparison.Ordinal)) throw new ArgumentException($"id: ends in {ProtocolWords.EndMark}, which is reserved for the end of a stream.", nameof(value));
        _value = value;
    }

    /// <summary>Whether there is an id, if only an empty one.</summary>
    public bool HasValue => _value is not null;

    /// <summary>Makes an id of text; null is "no id".</summary>
    /// <param name="value">The text, or null.</param>
    /// <exception cref="ArgumentException">As the constructor says.</exception>
    public static implicit operator SseId(string? value) => FromString(value);

    /// <summary>Makes an id of text; null is "no id".</summary>
    /// <param name="value">The text, or null.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentException">As the constructor says.</exception>
    public static SseId FromString(string? value) => value is null ? default : new SseId(value);

    /// <summary>The id's text; empty when there is none.</summary>
    public override string ToString() => _value ?? "";
}
