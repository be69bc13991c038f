using System.Text;
using System.Text.Unicode;

namespace Sse;

/// <summary>The text of a small field (a type, an id) that must outlive its line, in memory that is used again.</summary>
internal struct FieldText
{
    private const int KeptCapacity = 4 * 1024;

    private byte[]? _bytes;
    private int _length;
    private int _keptLength;

    public readonly int Length => _length;

    public readonly ReadOnlySpan<byte> Value => _bytes.AsSpan(0, _length);

    public void Set(ReadOnlySpan<byte> value)
    {
        // Types come again and again.
        if (value.SequenceEqual(_bytes.AsSpan(0, _keptLength)))
        {
            _length = _keptLength;
            return;
        }
        value = Valid(value);
        if (_bytes is null || _bytes.Length < value.Length || _bytes.Length > Math.Max(KeptCapacity, value.Length * 2))
        {
            _bytes = new byte[Math.Max(64, value.Length)];
        }
        value.CopyTo(_bytes);
        _length = _keptLength = value.Length;
    }

    /// <summary>Empties the field; a view of the old value stays readable until the next <see cref="Set"/>.</summary>
    public void Clear() => _length = 0;

    /// <summary>The bytes themselves, or with U+FFFD where they are not UTF-8. Decoding line by line or whole is the same: no
    /// ill-formed sequence extends over an ASCII byte.</summary>
    public static ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> value) =>
        Utf8.IsValid(value) ? value : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value));
}
