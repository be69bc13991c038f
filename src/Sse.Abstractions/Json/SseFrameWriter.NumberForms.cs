using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sse;

// Numbers in the forms that JsonNumberHandling asks for.
public ref partial struct SseFrameWriter
{
    /// <summary>Writes a number in quotes, as <see cref="JsonNumberHandling.WriteAsString"/> says; NaN and the infinities by their names.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="value">The number.</param>
    public void WriteNumberAsText<T>(T value)
        where T : struct, INumberBase<T>
    {
        var free = Reserve(LongestFraction + 2);
        value.TryFormat(free[1..], out var length, default, CultureInfo.InvariantCulture);
        Quote(free, length);
    }

    /// <summary>
    /// Writes a number, or the name of NaN or of an infinity in quotes, as
    /// <see cref="JsonNumberHandling.AllowNamedFloatingPointLiterals"/> says.
    /// </summary>
    /// <typeparam name="T">The number's type.</typeparam>
    /// <param name="value">The number.</param>
    public void WriteNumberOrName<T>(T value)
        where T : struct, INumberBase<T>
    {
        if (!T.IsFinite(value))
        {
            WriteNumberAsText(value);
            return;
        }
        value.TryFormat(Reserve(LongestFraction), out var length, default, CultureInfo.InvariantCulture);
        _written += length;
    }

    // What a member of type object holds, under options that say how numbers are written.
    private bool TryWriteInForm(object value, JsonSerializerOptions? options)
    {
        var handling = options?.NumberHandling ?? default;
        if (handling.HasFlag(JsonNumberHandling.WriteAsString))
        {
            switch (value)
            {
                case sbyte number: WriteNumberAsText(number); return true;
                case byte number: WriteNumberAsText(number); return true;
                case short number: WriteNumberAsText(number); return true;
                case ushort number: WriteNumberAsText(number); return true;
                case int number: WriteNumberAsText(number); return true;
                case uint number: WriteNumberAsText(number); return true;
                case long number: WriteNumberAsText(number); return true;
                case ulong number: WriteNumberAsText(number); return true;
                case Int128 number: WriteNumberAsText(number); return true;
                case UInt128 number: WriteNumberAsText(number); return true;
                case decimal number: WriteNumberAsText(number); return true;
                case Half number: WriteNumberAsText(number); return true;
                case float number: WriteNumberAsText(number); return true;
                case double number: WriteNumberAsText(number); return true;
                default: return false;
            }
        }
        if (!handling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals)) return false;
        switch (value)
        {
            case Half number: WriteNumberOrName(number); return true;
            case float number: WriteNumberOrName(number); return true;
            case double number: WriteNumberOrName(number); return true;
            default: return false;
        }
    }
}
