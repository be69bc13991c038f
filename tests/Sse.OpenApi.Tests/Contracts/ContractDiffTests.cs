using System.Text.Json.Nodes;

namespace Sse.Tests.Contracts;

/// <summary>What a change of a contract breaks, and for whom: each row's change, and the same one the other way round.</summary>
public class ContractDiffTests
{
    private const SseContractBreaks None = SseContractBreaks.None;
    private const SseContractBreaks Old = SseContractBreaks.OldClients;
    private const SseContractBreaks New = SseContractBreaks.NewClients;
    private const SseContractBreaks Both = Old | New;

    [Theory]
    [InlineData("""{"type":"integer","format":"int32"}""", """{"type":"string"}""", Both)]
    [InlineData("""{"type":"integer","format":"int32"}""", """{"type":"integer","format":"int64"}""", Old)]
    [InlineData("""{"type":"integer","format":"int32"}""", """{"type":"integer","format":"uint32"}""", Both)]
    [InlineData("""{"type":"integer","format":"uint8","minimum":0,"maximum":255}""", """{"type":"integer","format":"int16","minimum":-32768,"maximum":32767}""", Old)]
    [InlineData("""{"type":"integer","format":"int64"}""", """{"type":"number","format":"double"}""", Old)]
    [InlineData("""{"type":"number","format":"float"}""", """{"type":"number","format":"double"}""", Old)]
    [InlineData("""{"type":"number","format":"decimal"}""", """{"type":"number","format":"double"}""", Old)]
    [InlineData("""{"type":"string"}""", """{"type":["string","null"]}""", Old)]
    [InlineData("""{"type":"string"}""", """{"type":"string","format":"uuid"}""", New)]
    [InlineData("""{"type":"string","format":"uuid"}""", """{"type":"string","format":"uri-reference"}""", Both)]
    [InlineData("""{"type":"string","format":"date-time-local"}""", """{"type":"string","format":"date-time"}""", New)]
    [InlineData("""{"type":"string","contentEncoding":"base64"}""", """{"type":"string"}""", Old)]
    [InlineData("""{"type":"string","minLength":1,"maxLength":1}""", """{"type":"string"}""", Old)]
    [InlineData("""{"type":"string","pattern":"^[0-9]+$"}""", """{"type":"string","pattern":"^[a-f]+$"}""", Both)]
    [InlineData("""{"type":"integer","enum":[0,1],"x-enumNames":["Buy","Sell"]}""", """{"type":"integer","enum":[0,1,2],"x-enumNames":["Buy","Sell","Hold"]}""", Old)]
    [InlineData("""{"type":"integer","enum":[0,1],"x-enumNames":["Buy","Sell"]}""", """{"type":"integer","enum":[0,1],"x-enumNames":["Sell","Buy"]}""", Both)]
    [InlineData("""{"type":"integer","enum":[0,1],"x-enumNames":["Buy","Sell"]}""", """{"type":"string","enum":["Buy","Sell"]}""", Both)]
    [InlineData("""{"type":"string","enum":["Buy"]}""", """{"type":"string"}""", Old)]
    [InlineData("""{"type":"integer","x-flags":{"Read":1}}""", """{"type":"integer","x-flags":{"Read":1,"Write":2}}""", Old)]
    [InlineData("""{"type":"array","items":{"type":"boolean"}}""", """{"type":"array","items":{"type":"string"}}""", Both)]
    [InlineData("""{"type":"array","items":{"type":"boolean"}}""", """{"type":"object","additionalProperties":{"type":"boolean"}}""", Both)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"boolean"}}""", """{"type":"object","additionalProperties":{"type":["boolean","null"]}}""", Old)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"boolean"},"propertyNames":{"format":"uuid"}}""", """{"type":"object","additionalProperties":{"type":"boolean"}}""", Old)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", """{"type":"object","properties":{"a":{"type":"string"}}}""", Old)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""", """{"type":"object","properties":{}}""", Old)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{}}""", None)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","description":"One."}}}""", """{"type":"object","properties":{"a":{"type":"string","deprecated":true}}}""", None)]
    [InlineData("""{"type":"string"}""", "true", Old)]
    [InlineData("""{"anyOf":[{"$ref":"#/$defs/Circle"}]}""", """{"anyOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}]}""", Old)]
    [InlineData("""{"anyOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}]}""", """{"anyOf":[{"$ref":"#/$defs/Square"},{"$ref":"#/$defs/Circle"}]}""", None)]
    [InlineData("""{"$ref":"#/$defs/Circle"}""", """{"anyOf":[{"$ref":"#/$defs/Circle"},{"type":"null"}]}""", Old)]
    [InlineData("""{"type":"number","format":"double"}""", """{"anyOf":[{"type":"number","format":"double"},{"type":"string","enum":["NaN"]}]}""", Old)]
    [InlineData("""{"$ref":"#/$defs/Tree"}""", """{"$ref":"#/$defs/Tree"}""", null)]
    [InlineData("""{"$ref":"#/$defs/Tree"}""", """{"$ref":"#/$defs/Hedge"}""", Old)]
    public void A_member_is_compared(string before, string after, SseContractBreaks? breaks)
    {
        Breaks(SseContractDiff.Compare(WithMember(before), WithMember(after))).ShouldBe(breaks);
        // What was a break of old clients is one of new clients when it is taken back.
        Breaks(SseContractDiff.Compare(WithMember(after), WithMember(before))).ShouldBe(breaks switch { Old => New, New => Old, _ => breaks });
    }

    [Theory]
    [InlineData("""{"event":"a","schema":true}""", """{"event":"b","schema":true}""", Old)]
    [InlineData("""{"event":"a","key":["x"],"schema":true}""", """{"event":"a","schema":true}""", Both)]
    [InlineData("""{"event":"a","key":["x","y"],"schema":true}""", """{"event":"a","key":["y","x"],"schema":true}""", Both)]
    [InlineData("""{"event":"a","key":[],"schema":true}""", """{"event":"a","schema":true}""", Both)]
    [InlineData("""{"event":"a","removes":"c","schema":true}""", """{"event":"a","schema":true}""", Both)]
    [InlineData("""{"event":"a","type":"A","schema":true}""", """{"event":"a","type":"B","schema":true}""", None)]
    [InlineData("""{"event":"a","schema":true}""", """{"event":"a","deprecated":true,"schema":true}""", None)]
    [InlineData("""{"event":"a","schema":true}""", """{"event":"a","description":"One.","schema":true}""", None)]
    public void An_event_is_compared(string before, string after, SseContractBreaks breaks) =>
        Breaks(SseContractDiff.Compare(Contract(before), Contract(after))).ShouldBe(breaks);

    [Theory]
    [InlineData("optional", "required", Old)]
    [InlineData("optional", "none", Old)]
    [InlineData("required", "none", Both)]
    [InlineData("none", "optional", New)]
    [InlineData("required", "optional", New)]
    [InlineData("required", "required", null)]
    public void Topics_are_compared(string before, string after, SseContractBreaks? breaks) =>
        Breaks(SseContractDiff.Compare(Contract("", before), Contract("", after))).ShouldBe(breaks);

    [Fact]
    public void A_new_event_breaks_no_client_that_is_about_and_one_that_is_gone_does()
    {
        SseContractDiff.Compare(Contract(""), Contract("""{"event":"a","schema":true}""")).ShouldHaveSingleItem().ToString()
            .ShouldBe("harmless: a is a new event");
        SseContractDiff.Compare(Contract("""{"event":"a","schema":true}"""), Contract("")).ShouldHaveSingleItem().ToString().ShouldBe("breaks old clients: a is not sent any more");
    }

    [Fact]
    public void It_says_where_and_the_worst_first()
    {
        var changes = SseContractDiff.Compare(
            WithMember("""{"type":"object","properties":{"b":{"type":"array","items":{"type":"integer","enum":[0],"x-enumNames":["Buy"]}}},"required":["b"]}"""),
            WithMember("""{"type":"object","properties":{"b":{"type":"array","items":{"type":"integer","enum":[0,2],"x-enumNames":["Buy","Hold"]}},"c":{"type":"string"}},"required":["b","c"]}"""));
        changes.Select(change => change.ToString()).ShouldBe(
            ["breaks old clients: e.m.b[] may be 2 (Hold), which was not known", "breaks new clients on old events: e.m.c is not written"]);
    }

    [Fact]
    public void Hubs_are_compared_by_name()
    {
        string Hub(string name) => $$"""{"sse":1,"hub":"{{name}}","topics":"optional","events":[]}""";
        SseContractDiff.CompareAll([Hub("A"), Hub("B")], [Hub("B"), Hub("C")]).Select(change => change.ToString()).ShouldBe(
            ["breaks old clients: A is gone", "harmless: C is a new hub"]);
        SseContractDiff.CompareAll([Hub("A")], [Hub("B")]).ShouldHaveSingleItem().Breaks.ShouldBe(None);
        Should.Throw<FormatException>(() => SseContractDiff.CompareAll([Hub("A"), Hub("A")], []));
    }

    [Theory]
    [InlineData("nothing", "no contract")]
    [InlineData("[]", "no contract")]
    [InlineData("""{"sse":2,"events":[]}""", "format 2")]
    [InlineData("""{"sse":1,"events":[1]}""", "no object")]
    [InlineData("""{"sse":1,"events":[{"schema":true}]}""", "no name")]
    [InlineData("""{"sse":1,"events":[{"event":1}]}""", "no contract")]
    [InlineData("""{"sse":1,"events":[{"event":"a"},{"event":"a"}]}""", "two events")]
    public void What_is_no_contract_is_refused_in_words(string text, string reason) =>
        Should.Throw<FormatException>(() => SseContractDiff.Compare(text, Contract(""))).Message.ShouldContain(reason);

    private static SseContractBreaks? Breaks(IReadOnlyList<SseContractChange> changes) => changes.Count == 0 ? null : changes.Aggregate(None, (all, change) => all | change.Breaks);

    private static string Contract(string events, string topics = "optional") => $$"""{"sse":1,"hub":"H","topics":"{{topics}}","events":[{{events}}]}""";

    private static string WithMember(string schema)
    {
        var member = JsonNode.Parse(schema);
        var definitions = JsonNode.Parse(
            """
            {
              "Circle":{"type":"object","properties":{"kind":{"const":"circle"},"r":{"type":"integer"}},"required":["kind","r"]},
              "Square":{"type":"object","properties":{"kind":{"const":"square"}},"required":["kind"]},
              "Tree":{"type":"object","properties":{"parts":{"type":"array","items":{"$ref":"#/$defs/Tree"}}},"required":["parts"]},
              "Hedge":{"type":"object","properties":{"parts":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/Hedge"},{"type":"null"}]}}},"required":["parts"]}
            }
            """);
        var of = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["m"] = member }, ["required"] = new JsonArray("m"), ["$defs"] = definitions };
        return Contract($$"""{"event":"e","type":"E","schema":{{of.ToJsonString()}}}""");
    }
}
