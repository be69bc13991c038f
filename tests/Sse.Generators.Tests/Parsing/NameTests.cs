using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sse.Generators.Parsing;
using Sse.Tests.Differential;

namespace Sse.Tests.Parsing;

public class NameTests
{
    [Theory]
    [InlineData("PriceChanged", "price-changed")]
    [InlineData("HTTPServer", "http-server")]
    [InlineData("Level2Update", "level2-update")]
    [InlineData("X", "x")]
    [InlineData("IPAddressV6Changed", "ip-address-v6-changed")]
    [InlineData("already_snake", "already_snake")]
    public void A_type_name_becomes_kebab_case(string typeName, string expected) => EventNames.FromTypeName(typeName).ShouldBe(expected);

    [Fact]
    public void Names_by_a_policy_are_those_of_the_naming_policies()
    {
        var identifiers = Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(Identifier));
        Prop.ForAll(identifiers, name =>
        {
            JsonNames.Convert(name, JsonNaming.AsDeclared).ShouldBe(name);
            JsonNames.Convert(name, JsonNaming.CamelCase).ShouldBe(JsonNamingPolicy.CamelCase.ConvertName(name));
            JsonNames.Convert(name, JsonNaming.SnakeCaseLower).ShouldBe(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
            JsonNames.Convert(name, JsonNaming.SnakeCaseUpper).ShouldBe(JsonNamingPolicy.SnakeCaseUpper.ConvertName(name));
            JsonNames.Convert(name, JsonNaming.KebabCaseLower).ShouldBe(JsonNamingPolicy.KebabCaseLower.ConvertName(name));
            JsonNames.Convert(name, JsonNaming.KebabCaseUpper).ShouldBe(JsonNamingPolicy.KebabCaseUpper.ConvertName(name));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void Escaping_is_that_of_the_encoders()
    {
        var texts = Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(seed => new Sampler(seed).NextText()));
        Prop.ForAll(texts, text =>
        {
            JsonNames.Escape(text, isRelaxed: false).ShouldBe(JavaScriptEncoder.Default.Encode(text));
            JsonNames.Escape(text, isRelaxed: true).ShouldBe(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void Each_character_is_escaped_as_the_encoders_do()
    {
        var wrong = Enumerable.Range(0, char.MaxValue + 1).Select(unit => ((char)unit).ToString())
            .Where(text => JsonNames.Escape(text, isRelaxed: true) != JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) || JsonNames.Escape(text, isRelaxed: false) != JavaScriptEncoder.Default.Encode(text));
        string.Join(' ', wrong.Select(text => ((int)text[0]).ToString("X4", System.Globalization.CultureInfo.InvariantCulture))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("price")]
    [InlineData("with space: and colon")]
    [InlineData("größe 😀")]
    [InlineData("Sse-not-reserved")]
    public void A_valid_name_has_no_fault(string name) => EventNames.FindFault(name).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("\u0085")]
    [InlineData("\u007f")]
    [InlineData("sse-gap")]
    [InlineData("sse-")]
    [InlineData("sse-\nsse-")]
    [InlineData("s\nse-x")]
    public void An_invalid_name_has_a_fault_and_a_repair(string name)
    {
        EventNames.FindFault(name).ShouldNotBeNull();
        EventNames.FindFault(EventNames.Repair(name, "SseGap")).ShouldBeNull();
    }

    [Fact]
    public void A_lone_surrogate_is_a_fault()
    {
        EventNames.FindFault("a\ud800b").ShouldNotBeNull();
        EventNames.Repair("a\ud800b", "X").ShouldBe("ab");
    }

    private static string Identifier(int seed)
    {
        var random = new Random(seed);
        const string Alphabet = "aAbBcC1_ÄßñİDžé日0";
        return string.Create(random.Next(1, 12), random, static (chars, random) =>
        {
            foreach (ref var c in chars) c = Alphabet[random.Next(Alphabet.Length)];
        });
    }
}
