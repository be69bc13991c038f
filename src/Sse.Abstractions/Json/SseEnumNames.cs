using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sse;

/// <summary>The names of an enum's values in JSON, read as System.Text.Json's string enum converter reads them. Immutable.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SseEnumNames<TEnum>
    where TEnum : struct, Enum
{
    private readonly (string Name, byte[] Utf8, ulong Bits, TEnum Value, bool AnyCase)[] _values;

    /// <summary>Lists names and values.</summary>
    /// <param name="values">In the order of their values as unsigned numbers, which decides between names that differ by case
    /// alone: each name as it is in JSON, its value, and whether it is read in any case, as the enum's own
    /// names are; one given by an attribute is read as it stands.</param>
    public SseEnumNames(params (string Name, TEnum Value, bool AnyCase)[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = Array.ConvertAll(values, known => (known.Name, Encoding.UTF8.GetBytes(known.Name), ToBits(known.Value), known.Value, known.AnyCase));
    }

    internal static bool IsUnsigned { get; } = Type.GetTypeCode(typeof(TEnum)) is TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64;

    internal bool TryGet(ReadOnlySpan<byte> utf8, out TEnum value)
    {
        foreach (var known in _values)
        {
            if (!utf8.SequenceEqual(known.Utf8)) continue;
            value = known.Value;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Reads a name in any case, several after one another with commas, or an integer.</summary>
    internal bool TryParse(ReadOnlySpan<char> text, out TEnum value)
    {
        text = text.Trim();
        if (IsInteger(text)) return Enum.TryParse(text, out value);
        foreach (var known in _values)
        {
            if (!text.SequenceEqual(known.Name)) continue;
            value = known.Value;
            return true;
        }
        var bits = 0ul;
        value = default;
        do
        {
            var comma = text.IndexOf(',');
            var name = comma < 0 ? text : text[..comma].TrimEnd();
            text = comma < 0 ? default : text[(comma + 1)..].TrimStart();
            if (!TryFind(name, ref bits)) return false;
        }
        while (!text.IsEmpty);
        value = FromBits(bits);
        return true;
    }

    private static bool IsInteger(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] is '+' or '-') text = text[1..];
        return !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
    }

    private bool TryFind(ReadOnlySpan<char> name, ref ulong bits)
    {
        foreach (var known in _values)
        {
            if (!name.Equals(known.Name, known.AnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) continue;
            bits |= known.Bits;
            return true;
        }
        return false;
    }

    private static ulong ToBits(TEnum value) => Unsafe.SizeOf<TEnum>() switch
    {
        sizeof(byte) => Unsafe.BitCast<TEnum, byte>(value),
        sizeof(ushort) => Unsafe.BitCast<TEnum, ushort>(value),
        sizeof(uint) => Unsafe.BitCast<TEnum, uint>(value),
        _ => Unsafe.BitCast<TEnum, ulong>(value),
    };

    private static TEnum FromBits(ulong bits) => Unsafe.SizeOf<TEnum>() switch
    {
        sizeof(byte) => Unsafe.BitCast<byte, TEnum>((byte)bits),
        sizeof(ushort) => Unsafe.BitCast<ushort, TEnum>((ushort)bits),
        sizeof(uint) => Unsafe.BitCast<uint, TEnum>((uint)bits),
        _ => Unsafe.BitCast<ulong, TEnum>(bits),
    };
}
