using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Sse.Tests.Json.Reading;

public class ObjectReadingTests
{
    private static readonly Gen<Trade> Trades =
        from bits in JsonOracle.Bits
        from symbol in Gen.Elements("ACME", "", "ü\"", null!)
        from tags in Gen.Elements("a", "漢", null).ListOf()
        select new Trade(
            new Guid([.. BitConverter.GetBytes(bits), .. BitConverter.GetBytes(bits)]), symbol, (TradeSide)(bits % 3), (long)bits / 100m, (int)bits,
            bits % 2 == 0 ? null : bits / 8.0, new DateTimeOffset(2026, 1, 2, 3, 4, 5, (int)(bits % 1000), TimeSpan.Zero),
            bits % 5 == 0 ? null : new Venue("X", (int)(bits % 999)), bits % 7 == 0 ? null : [.. tags])
        {
            Settles = DateOnly.FromDayNumber((int)(bits % 3_000_000)),
            Fees = bits % 3 == 0 ? null : new Dictionary<string, long>(StringComparer.Ordinal) { ["clear\"ing"] = (long)bits, ["tax"] = 1 },
        };

    private static readonly string[] Hostile =
    [
        """{"settles":"2026-01-02"}""", "{}", "null", "[]", "1", """{"settles":null}""", """{"Settles":"2026-01-02","SYMBOL":"x","pRiCe":"1.5"}""",
        """{"settles":"2026-01-02","symbol":"a","symbol":"b","Symbol":"c"}""", """{"settles":"2026-01-02","quantity":null}""", """{"settles":"2026-01-02","limit":null}""",
        """{"settles":"2026-01-02","\u0073ymbol":"escaped"}""", """{"settles":"2026-01-02","\ud800":1}""", """{"settles":"2026-01-02","ſymbol":"long s","\u212a":1}""",
        """{"settles":"2026-01-02","unknown":{"symbol":"inner","deep":[[[{}]]]},"symbol":"outer"}""", """{"settles":"2026-01-02","unknown":[1,{"a":"}"}],"symbol":"outer"}""",
        """{"settles":"2026-01-02","tags":["a",null,"b"]}""", """{"settles":"2026-01-02","tags":"a"}""", """{"settles":"2026-01-02","tags":{}}""", """{"settles":"2026-01-02","tags":[1]}""",
        """{"settles":"2026-01-02","fees":{"a":1,"a":"2"}}""", """{"settles":"2026-01-02","fees":{"a":null}}""", """{"settles":"2026-01-02","fees":[]}""", """{"settles":"2026-01-02","fees":{"\ud800":1}}""",
        """{"settles":"2026-01-02","venue":{"NAME":"x","country":"5","other":1},"venue":{"country":6}}""", """{"settles":"2026-01-02","venue":null}""", """{"settles":"2026-01-02","venue":[]}""",
        """{"settles":"2026-01-02","side":"sell"}""", """{"settles":"2026-01-02","side":null}""", """{"settles":"2026-01-02",}""", """{"settles":"2026-01-02"/**/}""", """{"settles":"2026-01-02"} """,
        """{"settles":"2026-01-02"}{}""", """{"settles":"2026-01-02","$id":"1","$type":"x","$ref":"y"}""", """{"settles":"2026-01-02","":1}""", """{"settles":"2026-01-02","id":""}""",
    ];

    [Fact]
    public void Reads_a_record_as_System_Text_Json_does()
    {
        var oracle = new ReadingOracle();
        // The event itself is never null; for System.Text.Json null is one.
        foreach (var json in Hostile.Where(json => json is not "null")) oracle.Compare(Encoding.UTF8.GetBytes(json), Read);
        var mutated = Mutation.Of(Gen.OneOf(Gen.Elements(Hostile).Select(Encoding.UTF8.GetBytes), Trades.Select(trade => JsonSerializer.SerializeToUtf8Bytes(trade, JsonSerializerOptions.Web))));
        foreach (var json in mutated.Sample(15_000))
            if (!"null"u8.SequenceEqual(json.AsSpan().Trim(" \n\t\r"u8))) oracle.Compare(json, Read);
        oracle.Print(nameof(Trade));
        oracle.Accepted.ShouldBeGreaterThan(2_000);
        (oracle.Compared - oracle.Accepted).ShouldBeGreaterThan(2_000);
    }

    [Fact]
    public void Finds_members_in_any_order_and_case()
    {
        var oracle = new ReadingOracle();
        var json = Trades.Select(trade => JsonSerializer.SerializeToElement(trade, JsonSerializerOptions.Web));
        var shuffled =
            from element in json
            from members in Gen.Shuffle(element.EnumerateObject().ToArray())
            from upper in Gen.Choose(0, members.Length)
            select Encoding.UTF8.GetBytes("{" + string.Join(',', members.Select((member, index) => $"\"{(index < upper ? member.Name.ToUpperInvariant() : member.Name)}\":{member.Value.GetRawText()}")) + "}");
        foreach (var bytes in shuffled.Sample(3_000)) oracle.Compare(bytes, Read);
        oracle.Print(nameof(Trade));
        oracle.Accepted.ShouldBe(3_000);
    }

    [Fact]
    public void Skips_names_that_are_not_valid_UTF_8()
    {
        var oracle = new ReadingOracle();
        foreach (var escape in new[] { "", "\\u0073", "\\ud800" })
            oracle.Compare<Trade>([.. "{\"settles\":\"2026-01-02\",\""u8, .. Encoding.ASCII.GetBytes(escape), 0xFF, .. "\":1}"u8], Read);
        oracle.Accepted.ShouldBe(2);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Bounds_the_depth_at_64(int inner, bool accepted)
    {
        var oracle = new ReadingOracle();
        oracle.Compare(Encoding.UTF8.GetBytes("""{"settles":"2026-01-02","unknown":""" + new string('[', inner) + new string(']', inner) + "}"), Read);
        oracle.Accepted.ShouldBe(accepted ? 1 : 0);
    }

    /// <summary>What lets ASCII names be compared without decoding them.</summary>
    [Fact]
    public void No_letter_beyond_ASCII_equals_one_of_ASCII_in_another_case()
    {
        for (var unit = 0x80; unit <= char.MaxValue; unit++)
            for (var letter = '\0'; letter < 0x80; letter++)
                if (string.Equals(((char)unit).ToString(), letter.ToString(), StringComparison.OrdinalIgnoreCase)) throw new InvalidOperationException($"U+{unit:X4} equals '{letter}'.");
    }

    [Theory]
    [InlineData("""{"settles":"2026-01-02","quantity":1.5}""", "$.quantity", 35)]
    [InlineData("""{"settles":"2026-01-02","venue":{"name":"x","country":true}}""", "$.venue.country", 54)]
    [InlineData("""{"settles":"2026-01-02","tags":["a","b",{}]}""", "$.tags[2]", 40)]
    [InlineData("""{"settles":"2026-01-02","unknown":[[1,2],[3,tru]]}""", "$.unknown[1][0]", 47)]
    [InlineData("{\"settles\":\"2026-01-02\",\n\"fees\":{\n\"a b\":1,\"c\":\"x\"}}", "$.fees.c", 46)]
    [InlineData("{\"settles\":\"2026-01-02\",\n\"fees\":{\n\"a b\":x}}", "$.fees['a b']", 40)]
    [InlineData("""{"symbol":"x"}""", "$", 13)]
    [InlineData("[1]", "$", 0)]
    [InlineData("", "$", 0)]
    [InlineData("""{"settles":"2026-01-02"} x""", "$", 25)]
    [InlineData("""{"settles":"2026-01-02","symbol":"\ud800"}""", "$.symbol", 33)]
    public void Names_the_event_the_path_and_the_byte(string json, string path, long position)
    {
        var error = Should.Throw<SseFormatException>(() => TradeReader.Read(Encoding.UTF8.GetBytes(json)));
        error.EventName.ShouldBe("trade");
        error.Path.ShouldBe(path);
        error.BytePosition.ShouldBe(position);
        error.Message.ShouldStartWith($"Event 'trade', {path}, byte {position}: ");
    }

    [Fact]
    public void Hands_a_value_to_the_application_s_own_contract()
    {
        var oracle = new ReadingOracle();
        foreach (var json in Mutation.Of(Trades.Select(trade => JsonSerializer.SerializeToUtf8Bytes(trade, JsonSerializerOptions.Web))).Sample(500))
            oracle.Compare<Trade?>(json, (ref r) => r.GetValue(TradeContext.Default.Trade));
        oracle.Accepted.ShouldBeGreaterThan(50);
        Should.Throw<SseFormatException>(() => ReadingOracle.Ours("""{"settles":1}"""u8.ToArray(), (ref r) => r.GetValue(TradeContext.Default.Trade))).Path.ShouldBe("$");
    }

    private static Trade Read(ref SseJsonReader reader) => TradeReader.ReadTrade(ref reader);
}
