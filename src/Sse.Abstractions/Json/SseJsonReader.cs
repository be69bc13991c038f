using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Sse;

/// <summary>
/// Reads the data of one event as System.Text.Json reads it with <see cref="JsonSerializerOptions.Web"/>: names in any
/// case, numbers in strings, unknown members skipped, no comments, no trailing commas, at most 64 levels. Generated
/// code calls it.
/// </summary>
/// <remarks>
/// It always stands on a value: the constructor moves to the first, <see cref="ReadMember(SseMemberNames, ref int)"/>, <see cref="ReadElement"/>
/// and <see cref="ReadKey"/> to the next. A Get method takes the value it stands on and doesn't move beyond it. Whatever
/// is wrong with the data, every member throws <see cref="SseFormatException"/>; the reader is of no use after that.
/// Not thread-safe; pass it by reference, and copy it only to come back to where it stands.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct SseJsonReader
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly string _eventName;
    private readonly int _start;
    private Utf8JsonReader _reader;
    // Whether the object at which it stands was begun already, to find out its type.
    private bool _isBegun;

    /// <summary>Moves to the first value of an event's data.</summary>
    /// <param name="utf8Json">The data.</param>
    /// <param name="eventName">The event's name, for errors.</param>
    /// <exception cref="SseFormatException">There is no value.</exception>
    public SseJsonReader(ReadOnlySpan<byte> utf8Json, string eventName)
    {
        _json = utf8Json;
        _eventName = eventName;
        _reader = new Utf8JsonReader(utf8Json);
        Advance();
    }

    private SseJsonReader(ReadOnlySpan<byte> whole, string eventName, ReadOnlySpan<byte> part, int start)
    {
        _json = whole;
        _eventName = eventName;
        _start = start;
        _reader = new Utf8JsonReader(part);
        _reader.Read();
    }

    /// <summary>Whether the value is <c>null</c>.</summary>
    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    /// <summary>Requires that the value is an object. Its members are read until <see cref="ReadMember(SseMemberNames, ref int)"/> or <see cref="ReadKey"/> says that there are no more.</summary>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public void StartObject()
    {
        if (_isBegun) _isBegun = false;
        else if (_reader.TokenType != JsonTokenType.StartObject) throw Expected("an object");
    }

    /// <summary>Requires that the value is an array. Its elements are read until <see cref="ReadElement"/> says that there are no more.</summary>
    /// <exception cref="SseFormatException">It is something else.</exception>
    public readonly void StartArray()
    {
        if (_reader.TokenType != JsonTokenType.StartArray) throw Expected("an array");
    }

    /// <summary>Moves to the value of the next member that has one of these names, over all that have none.</summary>
    /// <param name="names">The members' names.</param>
    /// <param name="member">The index of the member found; -1 before the first, then as this method left it.</param>
    /// <returns>Whether there is one; otherwise the object has ended.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public bool ReadMember(SseMemberNames names, ref int member)
    {
        // The reader is called in place, not through Advance: this is where most tokens are read.
        try
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                var found = Find(names, member + 1);
                _reader.Read();
                if (found >= 0)
                {
                    member = found;
                    return true;
                }
                _reader.Skip();
            }
            return false;
        }
        catch (JsonException exception) { throw Malformed(exception); }
    }

    /// <summary>Moves to the value of the next member.</summary>
    /// <param name="names">The members' names.</param>
    /// <param name="member">The index of the member found; -1 before the first and for one that has none of the names.</param>
    /// <param name="other">The name of one that has none of the names.</param>
    /// <returns>Whether there is one; otherwise the object has ended.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public bool ReadMember(SseMemberNames names, ref int member, out string? other)
    {
        other = null;
        Advance();
        if (_reader.TokenType == JsonTokenType.EndObject) return false;
        member = Find(names, member + 1);
        if (member < 0) other = RepairedName();
        Advance();
        return true;
    }

    /// <summary>Moves over the value that it stands on.</summary>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public void Skip()
    {
        try { _reader.Skip(); }
        catch (JsonException exception) { throw Malformed(exception); }
    }

    /// <summary>Moves to the value of the next member, whatever its name: a dictionary's entry.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>Whether there is one; otherwise the object has ended.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public bool ReadKey(out string key)
    {
        Advance();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            key = "";
            return false;
        }
        key = Text();
        Advance();
        return true;
    }

    /// <summary>Moves to the next element of the array.</summary>
    /// <returns>Whether there is one; otherwise the array has ended.</returns>
    /// <exception cref="SseFormatException">The JSON is malformed.</exception>
    public bool ReadElement()
    {
        Advance();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Requires that nothing follows the first value.</summary>
    /// <exception cref="SseFormatException">Something does.</exception>
    public void End() => Advance();

    private int Find(SseMemberNames names, int expected)
    {
        if (names.Discriminator is { } discriminator) RequireNoMetadata(discriminator);
        if (_reader.ValueIsEscaped) return names.Find(EscapedName());
        return names.Is(expected, _reader.ValueSpan) ? expected : names.Find(_reader.ValueSpan);
    }

    /// <summary>A name with escapes. Invalid UTF-8 makes it a name that no member has; an escaped half of a surrogate pair is an error.</summary>
    private string EscapedName()
    {
        if (Utf8.IsValid(_reader.ValueSpan)) return Text();
        var repaired = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{Encoding.UTF8.GetString(_reader.ValueSpan)}\""));
        repaired.Read();
        try { return repaired.GetString()!; }
        catch (InvalidOperationException exception) { throw Error(_reader.TokenStartIndex, "the name is not valid Unicode", exception); }
    }

    /// <summary>A name as it is kept: what is no UTF-8 in it is replaced.</summary>
    private string RepairedName() => _reader.ValueIsEscaped ? EscapedName() : Encoding.UTF8.GetString(_reader.ValueSpan);

    private void Advance()
    {
        try { _reader.Read(); }
        catch (JsonException exception) { throw Malformed(exception); }
    }
}
