using System.Buffers.Text;

namespace Sse;

/// <summary>
/// The beginning of an id line, from the field's name to the sequence: counted up in place, which costs less than to
/// format it. Used under the log's lock only.
/// </summary>
/// <param name="prefix">What stands before the sequence.</param>
internal sealed class IdText(byte[] prefix)
{
    private const int MostDigits = 19;

    private readonly byte[] _text = [.. prefix, .. new byte[MostDigits]];
    private long _sequence = -1;

    /// <summary>How many bytes it has.</summary>
    public int Length { get; private set; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Span => _text.AsSpan(0, Length);

    /// <summary>Makes it the text of a sequence.</summary>
    public void MoveTo(long sequence)
    {
        if (sequence == _sequence) return;
        if (sequence != _sequence + 1 || !TryCount())
        {
            Utf8Formatter.TryFormat(sequence, _text.AsSpan(prefix.Length), out var digits);
            Length = prefix.Length + digits;
        }
        _sequence = sequence;
    }

    // False when it has one more digit then.
    private bool TryCount()
    {
        for (var i = Length - 1; i >= prefix.Length; i--)
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
