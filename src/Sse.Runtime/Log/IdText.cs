using System.Buffers.Text;
using System.Text;

namespace Sse;

/// <summary>
/// The beginning of an id line, from the field's name to the sequence and its tag: counted up in place, which costs less
/// than to format it. Used under the log's lock only.
/// </summary>
/// <param name="prefix">What stands before the sequence.</param>
/// <param name="cipher">Hides sequence and tag; null where they are plain.</param>
internal sealed class IdText(byte[] prefix, PositionCipher? cipher = null)
{
    private const int MostDigits = 19;
    private const int LongestTag = 17;

    private readonly byte[] _text = [.. prefix, .. new byte[MostDigits + LongestTag]];
    private long _sequence = -1;
    private string? _tag;
    private int _end;

    /// <summary>How many bytes it has.</summary>
    public int Length { get; private set; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Span => _text.AsSpan(0, Length);

    /// <summary>Makes it the text of a sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="tag">The tag behind it, or null.</param>
    public void MoveTo(long sequence, string? tag = null)
    {
        if (!ReferenceEquals(tag, _tag)) (_tag, _sequence) = (tag, -1);
        if (sequence == _sequence) return;
        if (cipher is not null) Hide(cipher, sequence, tag);
        else if (_sequence < 0 || sequence != _sequence + 1 || !TryCount()) Format(sequence, tag);
        _sequence = sequence;
    }

    private void Hide(PositionCipher hiding, long sequence, string? tag)
    {
        hiding.Write(new PositionBlock(sequence, tag), _text.AsSpan(prefix.Length));
        Length = prefix.Length + SseEventId.HiddenLength;
    }

    private void Format(long sequence, string? tag)
    {
        Utf8Formatter.TryFormat(sequence, _text.AsSpan(prefix.Length), out var digits);
        Length = _end = prefix.Length + digits;
        if (tag is null) return;
        _text[Length++] = (byte)'_';
        Length += Encoding.ASCII.GetBytes(tag, _text.AsSpan(Length));
    }

    // False when it has one more digit then.
    private bool TryCount()
    {
        for (var i = _end - 1; i >= prefix.Length; i--)
        {
            if (_text[i] < (byte)'9')
            {
                _text[i]++;
                return true;
            }
            _text[i] = (byte)'0';
        }
        return false;
    }
}
