using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using static Sse.Tests.Json.JsonOracle;

namespace Sse.Tests.Json;

public class NumberTests
{
    private static readonly Gen<UInt128> Bits128 = Gen.Zip(Bits, Bits).Select(pair => new UInt128(pair.Item1, pair.Item2));

    [Fact]
    public void Writes_integers_as_System_Text_Json_does()
    {
        SameBytes<sbyte>(Bits.Select(bits => (sbyte)bits), [sbyte.MinValue, -1, 0, sbyte.MaxValue], (ref w, v) => w.WriteNumber(v));
        SameBytes<byte>(Bits.Select(bits => (byte)bits), [0, byte.MaxValue], (ref w, v) => w.WriteNumber(v));
        SameBytes<short>(Bits.Select(bits => (short)bits), [short.MinValue, short.MaxValue], (ref w, v) => w.WriteNumber(v));
        SameBytes<ushort>(Bits.Select(bits => (ushort)bits), [0, ushort.MaxValue], (ref w, v) => w.WriteNumber(v));
        SameBytes(Bits.Select(bits => (int)bits), [int.MinValue, 0, int.MaxValue], (ref w, v) => w.WriteNumber(v));
        SameBytes(Bits.Select(bits => (uint)bits), [0u, uint.MaxValue], (ref w, v) => w.WriteNumber(v));
        SameBytes(Bits.Select(bits => (long)bits), [long.MinValue, 0, long.MaxValue], (ref w, v) => w.WriteNumber(v));
        SameBytes(Bits, [0ul, ulong.MaxValue], (ref w, v) => w.WriteNumber(v));
    }

    [Fact]
    public void Writes_128_bit_integers_as_System_Text_Json_does()
    {
        SameBytes<Int128>(Bits128.Select(bits => (Int128)bits), [Int128.MinValue, -1, 0, Int128.MaxValue], (ref w, v) => w.WriteNumber(v));
        SameBytes(Bits128, [UInt128.MinValue, UInt128.MaxValue], (ref w, v) => w.WriteNumber(v));
    }

    [Fact]
    public void Writes_every_finite_half()
    {
        var compared = 0;
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var value = BitConverter.UInt16BitsToHalf((ushort)bits);
            if (!Half.IsFinite(value)) continue;
            Ours(value, (ref w, v) => w.WriteNumber(v)).ShouldBe(Expected(value));
            compared++;
        }
        compared.ShouldBe(63_488);
    }

    [Fact]
    public void Writes_floats_of_any_bits()
    {
        float[] edges = [0, -0f, float.Epsilon, float.MinValue, float.MaxValue, 1e7f, 1e-5f, 0.1f, 16_777_216, 1e21f];
        SameBytes(Bits.Select(bits => BitConverter.UInt32BitsToSingle((uint)bits)).Where(float.IsFinite), edges, (ref w, v) => w.WriteNumber(v));
    }

    [Fact]
    public void Writes_doubles_of_any_bits()
    {
        double[] edges =
        [
            0, -0.0, double.Epsilon, double.MinValue, double.MaxValue, 1e15, 1e-5, 1e21, 1e-7, 0.1, 0.1 + 0.2, 2.2250738585072014e-308,
            9_007_199_254_740_993, 99_999_999_999.9999, 100_000_000_000, 99_999_999_999.99999, 0.0001, 0.00005, 0.00009999999999999999,
            0.30000000000000004, 1.00005, 1.0001, -1.0001, -123.45, 5e-324,
        ];
        SameBytes(Bits.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite), edges, (ref w, v) => w.WriteNumber(v));
    }

    /// <summary>The numbers of the short way, and their nearest neighbours, which must not take it for the same text.</summary>
    [Fact]
    public void Writes_doubles_of_few_decimals_and_their_neighbours()
    {
        double[] units = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];
        var few =
            from bits in Bits
            from unit in Gen.Elements(units)
            from ulps in Gen.Choose(-2, 2)
            let value = (long)(bits >> 10) / unit
            select BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + ulps);
        SameBytes(few.Where(double.IsFinite), [], (ref w, v) => w.WriteNumber(v), count: 20_000);
    }

    [Fact]
    public void Writes_decimals_with_the_digits_they_carry()
    {
        decimal[] edges =
        [
            0m, 0.0m, 0.000m, -0.0m, new decimal(0, 0, 0, isNegative: true, scale: 3), 1.500m, 0.5m, -0.05m, 1m, 10.00m, decimal.MinValue, decimal.MaxValue,
            0.0000000000000000000000000001m, -0.0000000000000000000000000001m, 7.9228162514264337593543950335m, ulong.MaxValue, 18446744073709551616m, 1844674407370955161.6m,
            -12.3456789m,
        ];
        var random =
            from low in Bits
            from high in Bits
            from wide in Gen.Elements(false, true)
            from negative in Gen.Elements(false, true)
            from scale in Gen.Choose(0, 28)
            select new decimal((int)low, (int)(low >> 32), wide ? (int)high : 0, negative, (byte)scale);
        SameBytes(random, edges, (ref w, v) => w.WriteNumber(v), count: 20_000);
    }

    [Fact]
    public void Refuses_what_JSON_has_no_number_for()
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Should.Throw<ArgumentException>(() => Expected(value));
            Should.Throw<ArgumentException>(() => Ours(value, (ref w, v) => w.WriteNumber(v)));
            Should.Throw<ArgumentException>(() => Ours((float)value, (ref w, v) => w.WriteNumber(v)));
            Should.Throw<ArgumentException>(() => Ours((Half)value, (ref w, v) => w.WriteNumber(v)));
        }
    }

    [Fact]
    public void Does_not_follow_the_thread_s_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus";
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.DateTimeFormat.DateSeparator = "!";
        odd.DateTimeFormat.TimeSeparator = "!";
        CultureInfo.CurrentCulture = odd;
        try
        {
            Ours(-1.5, (ref w, v) => w.WriteNumber(v)).ShouldBe("-1.5");
            Ours(-1.123456789, (ref w, v) => w.WriteNumber(v)).ShouldBe("-1.123456789");
            Ours(-1.5f, (ref w, v) => w.WriteNumber(v)).ShouldBe("-1.5");
            Ours((Half)(-1.5), (ref w, v) => w.WriteNumber(v)).ShouldBe("-1.5");
            Ours(-1.5m, (ref w, v) => w.WriteNumber(v)).ShouldBe("-1.5");
            Ours(decimal.MinValue, (ref w, v) => w.WriteNumber(v)).ShouldBe("-79228162514264337593543950335");
            Ours(-1, (ref w, v) => w.WriteNumber(v)).ShouldBe("-1");
            Ours((Int128)(-1), (ref w, v) => w.WriteNumber(v)).ShouldBe("-1");
            Ours(new DateOnly(2026, 1, 2), (ref w, v) => w.WriteString(v)).ShouldBe("\"2026-01-02\"");
            Ours(new TimeSpan(-1, -2, -3, -4), (ref w, v) => w.WriteString(v)).ShouldBe("\"-1.02:03:04\"");
        }
        finally { CultureInfo.CurrentCulture = before; }
    }
}
