namespace Sse;

/// <summary>An event's name for events that are not declared: it can't hold what would break its line.</summary>
/// <remarks>
/// The default value is <c>message</c>, the standard's own default, which writes no event line. Source: WHATWG HTML,
/// "Server-sent events", section "Interpreting an event stream", field <c>event</c>. Immutable.
/// </remarks>
public readonly record struct SseEventName
{
    internal const string Message = "message";
    private const string ReservedPrefix = "sse-";
    private readonly string? _value;

    /// <summary>Makes a name of text.</summary>
    /// <param name="value">At least one character, no control character, not starting with <c>sse-</c>, which is reserved.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is none of that; the message names the character.</exception>
    public SseEventName(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0) throw new ArgumentException("event: a name has at least one character.", nameof(value));
        WireText.ThrowIfNotOneLine("event", value);
        if (value.StartsWith(ReservedPrefix, StringComparison.Ordinal)) throw new ArgumentException($"event: names that start with {ReservedPrefix} are reserved.", nameof(value));
        // One form for one name, so that equality means equal on the wire.
        _value = string.Equals(value, Message, StringComparison.Ordinal) ? null : value;
    }

    /// <summary>Makes a name of text; null is <c>message</c>.</summary>
    /// <param name="value">The text, or null.</param>
    /// <exception cref="ArgumentException">As the constructor says.</exception>
    public static implicit operator SseEventName(string? value) => FromString(value);

    /// <summary>Makes a name of text; null is <c>message</c>.</summary>
    /// <param name="value">The text, or null.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">As the constructor says.</exception>
    public static SseEventName FromString(string? value) => value is null ? default : new SseEventName(value);

    /// <summary>The name's text.</summary>
    public override string ToString() => _value ?? Message;

    internal bool IsMessage => _value is null;
}
