namespace Sse.Tests.Schemas;

/// <summary>What is told of types: enums, objects, choices, and which names they have.</summary>
public class TypeSchemaTests
{
    private const string Side = """public enum Side { /** <summary>To have.</summary> */ Buy = 1, Sell = 2, Purchase = 1 }""";
    private const string Rights = "[Flags] public enum Rights : byte { None, Read = 1, Write = 2, All = 3 }";

    [Theory]
    [InlineData("Side X", """{"Side":{"type":"integer","format":"int32","enum":[1,2],"x-enumNames":["Buy","Sell"],"x-enumDescriptions":["To have.",""]}}""")]
    [InlineData("[property: JsonConverter(typeof(JsonStringEnumConverter<Empty>))] Empty X", """{"Empty":{"type":"string"}}""")]
    [InlineData("Rights X", """{"Rights":{"type":"integer","format":"uint8","x-flags":{"None":0,"Read":1,"Write":2,"All":3}}}""")]
    [InlineData("[property: JsonConverter(typeof(JsonStringEnumConverter<Rights>))] Rights X", """{"Rights":{"type":"string","x-flags":{"None":0,"Read":1,"Write":2,"All":3}}}""")]
    [InlineData("[property: JsonConverter(typeof(JsonStringEnumConverter<Named>))] Named? X", """{"Named":{"type":"string","enum":["A","be be"]}}""")]
    public void An_enum(string member, string definitions) =>
        Contracts.Definitions(member, Side + Rights + "public enum Empty; public enum Named { A, [JsonStringEnumMemberName(\"be be\")] B }").ShouldBe(definitions);

    [Fact]
    public void An_enum_by_the_names_of_a_policy() =>
        Contracts.OfSchema("[SseJson(UseStringEnumConverter = true, EnumNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)] [SseEvent] public partial record Event(Day? X); public enum Day { FirstDay, LastDay }")
            .ShouldBe("""{"type":"object","properties":{"x":{"anyOf":[{"$ref":"#/$defs/Day"},{"type":"null"}]}},"required":["x"],"$defs":{"Day":{"type":"string","enum":["first-day","last-day"]}}}""");

    [Fact]
    public void Objects_are_defined_once_and_can_contain_themselves() =>
        Contracts.OfSchema("[SseEvent] public partial record Event(Node A, Node? B, List<Node> C); public class Node { public Node? Next { get; set; } }").ShouldBe(
            """{"type":"object","properties":{"a":{"$ref":"#/$defs/Node"},"b":{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]},"c":{"type":"array","items":{"$ref":"#/$defs/Node"}}},"required":["a","b","c"]"""
            + ""","$defs":{"Node":{"type":"object","properties":{"next":{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]}},"required":["next"]}}}""");

    [Fact]
    public void An_event_and_a_collection_can_contain_themselves() =>
        Contracts.OfSchema("[SseEvent] public partial record Event(Event? Inner, Tree Tree); public class Tree : List<Tree>;").ShouldBe(
            """{"type":"object","properties":{"inner":{"anyOf":[{"$ref":"#/$defs/Event"},{"type":"null"}]},"tree":{"$ref":"#/$defs/Tree"}},"required":["inner","tree"]"""
            + ""","$defs":{"Event":{"type":"object","properties":{"inner":{"anyOf":[{"$ref":"#/$defs/Event"},{"type":"null"}]},"tree":{"$ref":"#/$defs/Tree"}},"required":["inner","tree"]},"Tree":{"type":"array","items":{"$ref":"#/$defs/Tree"}}}}""");

    [Fact]
    public void Generic_and_nested_types_have_names_of_their_own() =>
        Contracts.Definitions("Box<bool> A, Box<string[]?> B, Outer.Inner C, KeyValuePair<string, bool> D", "public record Box<T>(T Content); public static class Outer { public record struct Inner; }").ShouldBe(
            """{"BoxOfBoolean":{"type":"object","properties":{"content":{"type":"boolean"}},"required":["content"]},"BoxOfStringArray":{"type":"object","properties":{"content":{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]}},"required":["content"]}"""
            + ""","Inner":{"type":"object"},"KeyValuePairOfStringAndBoolean":{"type":"object","properties":{"key":{"type":"string"},"value":{"type":"boolean"}},"required":["key","value"]}}""");

    [Fact]
    public void Types_of_one_name_are_told_apart_by_their_namespace_or_a_number() =>
        Contracts.OfSchema("""
            namespace Acme.Orders { public enum Side; public static class Nested { public enum Side; } }
            namespace Acme.Trades { public enum Side; public static class Nested { public enum Side; } }
            namespace Acme { [SseEvent] public partial record Event(Orders.Side A, Trades.Side B, Orders.Nested.Side C, Trades.Nested.Side D); }
            """).ShouldBe(
            """{"type":"object","properties":{"a":{"$ref":"#/$defs/Side"},"b":{"$ref":"#/$defs/TradesSide"},"c":{"$ref":"#/$defs/OrdersSide"},"d":{"$ref":"#/$defs/Side2"}},"required":["a","b","c","d"]"""
            + ""","$defs":{"Side":{"type":"integer","format":"int32"},"TradesSide":{"type":"integer","format":"int32"},"OrdersSide":{"type":"integer","format":"int32"},"Side2":{"type":"integer","format":"int32"}}}""");

    [Fact]
    public void A_reference_is_a_URI() =>
        Contracts.OfMember("Größe X", "public enum Größe;").ShouldBe("""{"$ref":"#/$defs/Gr%C3%B6%C3%9Fe"}""");

    [Fact]
    public void A_choice_of_types_has_its_discriminator_in_each_of_them() =>
        Contracts.Definitions("Shape A, Circle B", """
            [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")] [JsonDerivedType(typeof(Circle), "circle<")] [JsonDerivedType(typeof(Square), 7)]
            public abstract record Shape(string Id); public record Circle(string Id, double Radius) : Shape(Id); public record Square(string Id) : Shape(Id);
            """).ShouldBe(
            """{"Shape":{"anyOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}],"x-discriminator":"kind"}"""
            + ""","Circle":{"type":"object","properties":{"kind":{"const":"circle<"},"radius":{"type":"number","format":"double"},"id":{"type":"string"}},"required":["kind","radius","id"]}"""
            + ""","Square":{"type":"object","properties":{"kind":{"const":7},"id":{"type":"string"}},"required":["kind","id"]}"""
            + ""","Circle2":{"type":"object","properties":{"radius":{"type":"number","format":"double"},"id":{"type":"string"}},"required":["radius","id"]}}""");

    [Fact]
    public void A_base_that_is_written_itself_is_one_of_the_choices() =>
        Contracts.Definitions("Shape? A", """
            [JsonDerivedType(typeof(Circle))] public record Shape(bool Id); public record Circle(bool Id) : Shape(Id);
            """).ShouldBe(
            """{"Shape":{"anyOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Shape2"}]},"Circle":{"type":"object","properties":{"id":{"type":"boolean"}},"required":["id"]},"Shape2":{"type":"object","properties":{"id":{"type":"boolean"}},"required":["id"]}}""");
}
