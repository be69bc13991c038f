using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace Sse.Tests.Json.Reading;

public class ScalarReadingTests
{
    private static readonly string[] Foreign =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "1.0", "1e0", "1e2", "1e400", "-1e400", "0.1", "1.50", "00", "01", "+1", "-", ".5", "5.", "NaN", "127", "128", "-129", "255", "256",
        "32768", "65536", "2147483648", "4294967296", "9223372036854775808", "18446744073709551616", "340282366920938463463374607431768211456", "79228162514264337593543950336",
        "\"\"", "\"0\"", "\" 1\"", "\"1 \"", "\"+1\"", "\"007\"", "\"-0\"", "\"1.0\"", "\"1e1\"", "\"1e400\"", "\"1,000\"", "\"\\u0031\"", "\"(1)\"", "\"NaN\"", "\"nan\"", "\"Infinity\"", "\"-Infinity\"",
        "\"infinity\"", "\"true\"", "\"null\"", "\".5\"", "\"5.\"", "\"1e-30\"", "\"128\"", "\"9223372036854775808\"", "\"a\"", "\"ab\"", "\"\\u0041\"", "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"😀\"", "\"\u00e9\"",
        "{}", "[]", "[1]", "{\"a\":1}", "", " ", " 1 ", "1 1", "\"a\" x", "\uFEFF1", "// c\n1", "1 // c", "/**/1", "[1,]", "{\"a\":1,}",
        "\"2026-01-02\"", "\"2026-1-2\"", "\"0000-01-01\"", "\"2026-13-01\"", "\"2026-02-29\"", "\"2024-02-29\"", "\"\\u0032026-01-02\"", "\"2026-01-02T03:04\"", "\"2026-01-02T03:04:05Z\"",
        "\"2026-01-02T03:04:05.12345678Z\"", "\"2026-01-02T03:04:05+01:00\"", "\"2026-01-02T03:04:05-14:01\"", "\"2026-01-02 03:04\"", "\"2026-01-02T24:00:00\"", "\"2026-01-02T23:59:60Z\"",
        "\"1:2\"", "\"1\"", "\"-1\"", "\"24:00:00\"", "\"23:59:59.9999999\"", "\"01:02:03.4\"", "\" 01:02:03\"", "\"01:02:03 \"", "\"01:02:03.12345678\"", "\"1.02:03\"", "\"1.02:03:04\"", "\"-1:02:00\"", "\"-01:02\"",
        "\"01:60:00\"", "\"\\u0030\\u0031:02\"", "\"10675199.02:48:05.4775807\"", "\"-10675199.02:48:05.4775808\"", "\"10675199.02:48:05.4775808\"", "\"000000000001:02:03\"", "\"0000000000000000000000000001:02:03\"",
        "\"1.2\"", "\"1. 2\"", "\"1 .2\"", "\"1.2.3.4\"", "\"1.2.3.4.5\"", "\"-1.2\"", "\"\\u0031.2\"", "\"1.2147483648\"", "\"1.-2\"", "\"0000000000000000000000000000000000000000000001.2\"",
        "\"0f8fad5b-d9cb-469f-a165-70867728950e\"", "\"0F8FAD5BD9CB469FA16570867728950E\"", "\"{0f8fad5b-d9cb-469f-a165-70867728950e}\"", "\"\\u0030f8fad5b-d9cb-469f-a165-70867728950e\"",
        "\"AAA=\"", "\"AAA\"", "\" AAA=\"", "\"A A A=\"", "\"_-__\"", "\"+/+/\"", "\"\\u0041AA=\"", "\"AA\\nA=\"", "\"http://\"", "\"http://[\"", "\"a b\"", "\"https://example.org/\\u00fc\"",
        "\"Buy\"", "\"buy\"", "\" BUY \"", "\"Buy,Sell\"", "\"Buy, sell\"", "\",Buy\"", "\"Buy,\"", "\"Buy,1\"", "\"Unknown\"", "\"sell-it\"", "\"SELL-IT\"", "\"Short\"", "\"\\u0042uy\"", "\"bUY\"", "\"BUY,buy,Buy\"", "\"+2\"", "\"99999999999\"", "\" 2 \"",
        "\"Buy ,\\tSell\"", "\"Buy,,Sell\"", "\"-2\"", "99999999999", "2.0", "-2",
    ];

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1708", Justification = "Names that differ by case are what is tested.")]
    [JsonConverter(typeof(JsonStringEnumConverter<Side>))]
    public enum Side : short
    {
        None,
        Buy,
        Sell,
        [JsonStringEnumMemberName("sell-it")]
        Short = -3,
        buy = 8,
    }

    public enum Level : byte
    {
        Low,
        High = 200,
    }

    private static readonly SseEnumNames<Side> Sides = new(("None", Side.None, true), ("Buy", Side.Buy, true), ("Sell", Side.Sell, true), ("sell-it", Side.Short, false), ("buy", Side.buy, true));

    [Fact]
    public void Reads_integers_as_System_Text_Json_does()
    {
        Same((ref r) => r.GetSByte(), JsonOracle.Bits.Select(bits => (sbyte)bits));
        Same((ref r) => r.GetByte(), JsonOracle.Bits.Select(bits => (byte)bits));
        Same((ref r) => r.GetInt16(), JsonOracle.Bits.Select(bits => (short)bits));
        Same((ref r) => r.GetUInt16(), JsonOracle.Bits.Select(bits => (ushort)bits));
        Same((ref r) => r.GetInt32(), JsonOracle.Bits.Select(bits => (int)bits));
        Same((ref r) => r.GetUInt32(), JsonOracle.Bits.Select(bits => (uint)bits));
        Same((ref r) => r.GetInt64(), JsonOracle.Bits.Select(bits => (long)bits));
        Same((ref r) => r.GetUInt64(), JsonOracle.Bits);
        Same((ref r) => r.GetInt128(), JsonOracle.Bits.Select(bits => (Int128)(long)bits * (long)(bits >> 7)));
        Same((ref r) => r.GetUInt128(), JsonOracle.Bits.Select(bits => (UInt128)bits * bits));
    }

    [Fact]
    public void Reads_fractions_as_System_Text_Json_does()
    {
        Same((ref r) => r.GetHalf(), JsonOracle.Bits.Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).Where(Half.IsFinite));
        Same((ref r) => r.GetSingle(), JsonOracle.Bits.Select(bits => BitConverter.UInt32BitsToSingle((uint)bits)).Where(float.IsFinite));
        Same((ref r) => r.GetDouble(), JsonOracle.Bits.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite));
        Same((ref r) => r.GetDecimal(), JsonOracle.Bits.Select(bits => new decimal((int)bits, (int)(bits >> 32), (int)(bits >> 40), bits % 2 == 0, (byte)(bits % 29))));
    }

    [Fact]
    public void Reads_text_as_System_Text_Json_does()
    {
        var text = Gen.Elements("a", "\"", "\\", "\n", "ü", "漢", "😀", "/", "\u2028", "0", " ").ListOf().Select(string.Concat);
        Same((ref r) => r.GetString(), text.Select(string? (value) => value));
        Same((ref r) => r.GetChar(), JsonOracle.Bits.Select(bits => (char)bits));
        Same((ref r) => r.GetBoolean(), Gen.Elements(true, false));
        Same((ref r) => r.GetUri(), text.Select(Uri? (value) => new Uri("/" + value, UriKind.Relative)));
        Same((ref r) => r.GetVersion(), JsonOracle.Bits.Select(Version? (bits) => new Version((int)(bits % 99), (int)(bits % int.MaxValue), (int)(bits % 7))));
        Same((ref r) => r.GetGuid(), JsonOracle.Bits.Select(bits => new Guid([.. BitConverter.GetBytes(bits), .. BitConverter.GetBytes(~bits)])));
        Same((ref r) => r.GetBytes(), JsonOracle.Bits.Select(byte[]? (bits) => BitConverter.GetBytes(bits)[..(int)(bits % 9)]));
    }

    [Fact]
    public void Reads_dates_as_System_Text_Json_does()
    {
        var ticks = JsonOracle.Bits.Select(bits => (long)(bits % (ulong)(DateTime.MaxValue.Ticks - (2 * TimeSpan.TicksPerDay))) + TimeSpan.TicksPerDay);
        Same((ref r) => r.GetDateTime(), ticks.Select(value => new DateTime(value, (DateTimeKind)(value % 3))));
        Same((ref r) => r.GetDateTimeOffset(), ticks.Select(value => new DateTimeOffset(value, TimeSpan.FromMinutes(value % 840))));
        Same((ref r) => r.GetDateOnly(), ticks.Select(value => DateOnly.FromDateTime(new DateTime(value))));
        Same((ref r) => r.GetTimeOnly(), ticks.Select(value => new TimeOnly(value % TimeSpan.TicksPerDay)));
        Same((ref r) => r.GetTimeSpan(), JsonOracle.Bits.Select(bits => new TimeSpan((long)bits)));
    }

    [Fact]
    public void Reads_enums_as_System_Text_Json_does()
    {
        Same((ref r) => r.GetEnum(Sides), JsonOracle.Bits.Select(bits => (Side)(bits % 5)));
        Same((ref r) => (Level)r.Strict().GetByte(), JsonOracle.Bits.Select(bits => (Level)bits));
    }

    [Fact]
    public void Reads_any_value_as_System_Text_Json_does()
    {
        Same((ref r) => r.GetElement(), Gen.Elements(Foreign.Where(json => json.StartsWith('{')).ToArray()).Select(_ => JsonSerializer.SerializeToElement(Foreign)));
        Same((ref r) => r.GetNode(), Gen.Constant<System.Text.Json.Nodes.JsonNode?>(new System.Text.Json.Nodes.JsonObject { ["a"] = 1, ["b"] = new System.Text.Json.Nodes.JsonArray(1, "x") }));
        Same((ref r) => r.GetDocument(), Gen.Constant(JsonSerializer.SerializeToDocument(Foreign)));
    }

    [Fact]
    public void The_comparison_fails_for_a_reader_that_takes_too_little() =>
        Should.Throw<ShouldAssertException>(() => Same((ref r) => r.Strict().GetInt32(), JsonOracle.Bits.Select(bits => (int)bits)));

    private static void Same<T>(ReadingOracle.Read<T> read, Gen<T> random)
    {
        var oracle = new ReadingOracle();
        foreach (var json in Foreign)
        {
            oracle.Compare(Encoding.UTF8.GetBytes(json), read);
            foreach (var mutated in Mutation.Of(Gen.Constant(Encoding.UTF8.GetBytes(json))).Sample(5)) oracle.Compare(mutated, read);
        }
        foreach (var json in Mutation.Of(random.Select(value => JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web))).Sample(3_000)) oracle.Compare(json, read);
        oracle.Print(typeof(T).Name);
        oracle.Accepted.ShouldBeGreaterThan(500);
        (oracle.Compared - oracle.Accepted).ShouldBeGreaterThan(100);
    }
}
