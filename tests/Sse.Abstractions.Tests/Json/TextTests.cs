using FsCheck.Fluent;
using static Sse.Tests.Json.JsonOracle;

namespace Sse.Tests.Json;

public class TextTests
{
    /// <summary>One of every way a unit is written, halves of pairs among them.</summary>
    private static readonly string[] Pieces =
    [
        "\0", "\b", "\t", "\n", "\u000b", "\f", "\r", "\u001f", " ", "\"", "&", "'", "+", "/", "<", ">", "\\", "`", "~", "\u007f", "\u0080", "\u00a0", "ü",
        "\u0100", "\u0141", "\u2028", "\u2029", "漢", "\ud7ff", "\ue000", "\ufeff", "\ufffd", "\uffff", "😀", "\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00",
    ];

    private static readonly Write<string?> WriteString = (ref w, v) => w.WriteString(v);

    [Fact]
    public void Writes_every_unit_alone_as_text_and_as_a_character()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var expected = Expected(((char)unit).ToString());
            Ours(((char)unit).ToString(), WriteString).ShouldBe(expected);
            Ours((char)unit, (ref w, v) => w.WriteString(v)).ShouldBe(expected);
        }
    }

    [Fact]
    public void Writes_what_is_hostile_at_every_position()
    {
        var compared = 0;
        foreach (var piece in Pieces)
        {
            foreach (var length in Enumerable.Range(0, 36).Concat([63, 64, 65, 127, 128, 129, 255, 256, 257, 300]))
            {
                for (var at = 0; at <= length; at += length < 36 ? 1 : 7)
                {
                    var text = new string('a', at) + piece + new string('z', length - at);
                    Ours(text, WriteString).ShouldBe(Expected(text));
                    compared++;
                }
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} comparisons");
        compared.ShouldBeGreaterThan(30_000);
    }

    [Fact]
    public void Writes_any_mixture()
    {
        var run = from length in Gen.Choose(0, 40) from letter in Gen.Elements('a', 'Z', '0', '漢', 'é', '"') select new string(letter, length);
        var text = Gen.OneOf(Gen.Elements(Pieces), run).ListOf().Select(string.Concat);
        SameBytes(text, ["", new string('漢', 5_000), new string('"', 5_000), new string('a', 100_000)], (ref w, v) => w.WriteString(v), count: 10_000);
    }

    [Fact]
    public void Grows_at_every_byte_without_losing_one()
    {
        foreach (var text in new[] { "plain", new string('p', 200), "ü😀\ud800", string.Concat(Enumerable.Repeat("a\"漢😀", 60)), new string('p', 100) + "\n" + new string('q', 100) })
        {
            var expected = "[" + Expected(text) + "]";
            for (var scratch = 0; scratch <= expected.Length + 20; scratch++)
            {
                Ours(text, (ref w, v) =>
                {
                    w.WriteRaw("["u8);
                    w.WriteString(v);
                    w.WriteRaw("]"u8);
                }, scratch).ShouldBe(expected);
            }
        }
    }

    /// <summary>The room for an escape may be overwritten beyond it; what was there before never is.</summary>
    [Fact]
    public void Writes_one_value_after_another()
    {
        foreach (var piece in Pieces)
        {
            var pair = new[] { piece, "x" + piece };
            Ours(pair, (ref w, v) =>
            {
                w.WriteRaw("["u8);
                w.WriteString(v[0]);
                w.WriteRaw(","u8);
                w.WriteString(v[1]);
                w.WriteRaw("]"u8);
            }).ShouldBe(Expected(pair));
        }
    }

    [Fact]
    public void Writes_property_names_with_their_colon()
    {
        foreach (var name in Pieces.Concat(["", "plain", new string('n', 300) + "\""]))
        {
            var expected = Expected(new Dictionary<string, int>(StringComparer.Ordinal) { [name] = 1 });
            for (var scratch = 0; scratch < 24; scratch++)
            {
                Ours(name, (ref w, v) =>
                {
                    w.WriteRaw("{"u8);
                    w.WritePropertyName(v);
                    w.WriteNumber(1);
                    w.WriteRaw("}"u8);
                }, scratch).ShouldBe(expected);
            }
        }
        Should.Throw<ArgumentNullException>(() => Ours(0, (ref w, _) => w.WritePropertyName((string)null!)));
    }

    [Fact]
    public void Writes_null_for_no_text() => Ours(null, WriteString).ShouldBe("null");

    [Fact]
    public void The_comparison_fails_for_a_quote_escaped_the_short_way() =>
        Should.Throw<Exception>(() => SameBytes(Gen.Elements(Pieces), [], (ref w, v) =>
        {
            if (string.Equals(v, "\"", StringComparison.Ordinal)) w.WriteRaw("\"\\\"\""u8);
            else w.WriteString(v);
        }));
}
