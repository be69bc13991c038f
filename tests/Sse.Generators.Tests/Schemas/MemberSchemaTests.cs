namespace Sse.Tests.Schemas;

/// <summary>What is told of one member, for every kind.</summary>
public class MemberSchemaTests
{
    private const string Clock = "[0-9]{2}:[0-9]{2}:[0-9]{2}";

    [Theory]
    [InlineData("bool", """{"type":"boolean"}""")]
    [InlineData("sbyte", """{"type":"integer","format":"int8","minimum":-128,"maximum":127}""")]
    [InlineData("byte", """{"type":"integer","format":"uint8","minimum":0,"maximum":255}""")]
    [InlineData("short", """{"type":"integer","format":"int16","minimum":-32768,"maximum":32767}""")]
    [InlineData("ushort", """{"type":"integer","format":"uint16","minimum":0,"maximum":65535}""")]
    [InlineData("int", """{"type":"integer","format":"int32","minimum":-2147483648,"maximum":2147483647}""")]
    [InlineData("uint", """{"type":"integer","format":"uint32","minimum":0,"maximum":4294967295}""")]
    [InlineData("long", """{"type":"integer","format":"int64"}""")]
    [InlineData("ulong", """{"type":"integer","format":"uint64"}""")]
    [InlineData("Int128", """{"type":"integer","format":"int128"}""")]
    [InlineData("UInt128", """{"type":"integer","format":"uint128"}""")]
    [InlineData("Half", """{"type":"number","format":"half"}""")]
    [InlineData("float", """{"type":"number","format":"float"}""")]
    [InlineData("double", """{"type":"number","format":"double"}""")]
    [InlineData("decimal", """{"type":"number","format":"decimal"}""")]
    [InlineData("decimal?", """{"type":["number","null"],"format":"decimal"}""")]
    [InlineData("string", """{"type":"string"}""")]
    [InlineData("string?", """{"type":["string","null"]}""")]
    [InlineData("char", """{"type":"string","minLength":1,"maxLength":1}""")]
    [InlineData("Guid", """{"type":"string","format":"uuid"}""")]
    [InlineData("Guid?", """{"type":["string","null"],"format":"uuid"}""")]
    [InlineData("DateTimeOffset", """{"type":"string","format":"date-time"}""")]
    [InlineData("DateTime", """{"type":"string","format":"date-time-local","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T""" + Clock + """(\\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})?$"}""")]
    [InlineData("DateOnly", """{"type":"string","format":"date"}""")]
    [InlineData("TimeOnly", """{"type":"string","format":"time-of-day","pattern":"^""" + Clock + """(\\.[0-9]{7})?$"}""")]
    [InlineData("TimeSpan", """{"type":"string","format":"timespan","pattern":"^-?([0-9]{1,8}\\.)?""" + Clock + """(\\.[0-9]{7})?$"}""")]
    [InlineData("Uri", """{"type":"string","format":"uri-reference"}""")]
    [InlineData("Version", """{"type":"string","pattern":"^[0-9]+(\\.[0-9]+){1,3}$"}""")]
    [InlineData("byte[]", """{"type":"string","contentEncoding":"base64"}""")]
    [InlineData("ReadOnlyMemory<byte>", """{"type":"string","contentEncoding":"base64"}""")]
    [InlineData("object", "true")]
    [InlineData("object?", "true")]
    [InlineData("JsonElement", "true")]
    [InlineData("JsonNode?", "true")]
    [InlineData("JsonObject", "true")]
    public void A_single_value(string type, string schema) => Contracts.OfMember($"{type} X").ShouldBe(schema);

    [Theory]
    [InlineData("bool[]", """{"type":"array","items":{"type":"boolean"}}""")]
    [InlineData("List<string?>", """{"type":"array","items":{"type":["string","null"]}}""")]
    [InlineData("List<string>?", """{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]}""")]
    [InlineData("ImmutableArray<bool[]?>", """{"type":"array","items":{"anyOf":[{"type":"array","items":{"type":"boolean"}},{"type":"null"}]}}""")]
    [InlineData("ImmutableArray<bool>?", """{"anyOf":[{"type":"array","items":{"type":"boolean"}},{"type":"null"}]}""")]
    [InlineData("Memory<bool?>", """{"type":"array","items":{"type":["boolean","null"]}}""")]
    [InlineData("IReadOnlySet<Guid>", """{"type":"array","items":{"type":"string","format":"uuid"}}""")]
    [InlineData("Dictionary<string, bool>", """{"type":"object","additionalProperties":{"type":"boolean"}}""")]
    [InlineData("IReadOnlyDictionary<Guid, object?>", """{"type":"object","propertyNames":{"type":"string","format":"uuid"},"additionalProperties":true}""")]
    [InlineData("Dictionary<long, bool>?", """{"anyOf":[{"type":"object","propertyNames":{"type":"string","format":"int64","pattern":"^-?[0-9]+$"},"additionalProperties":{"type":"boolean"}},{"type":"null"}]}""")]
    [InlineData("Dictionary<byte, bool>", """{"type":"object","propertyNames":{"type":"string","format":"uint8","pattern":"^[0-9]+$"},"additionalProperties":{"type":"boolean"}}""")]
    [InlineData("Dictionary<bool, bool>", """{"type":"object","propertyNames":{"enum":["True","False"]},"additionalProperties":{"type":"boolean"}}""")]
    [InlineData("Dictionary<DayOfWeek, bool>", """{"type":"object","propertyNames":{"enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]},"additionalProperties":{"type":"boolean"}}""")]
    [InlineData("Dictionary<Base64FormattingOptions, bool>", """{"type":"object","additionalProperties":{"type":"boolean"}}""")]
    [InlineData("(int A, int B)", """{"type":"object"}""")]
    public void A_collection(string type, string schema) => Contracts.OfMember($"{type} X").ShouldBe(schema);

    [Theory]
    [InlineData("WriteAsString", "int", """{"type":"string","format":"int32","pattern":"^-?[0-9]+$"}""")]
    [InlineData("WriteAsString", "ulong?", """{"type":["string","null"],"format":"uint64","pattern":"^[0-9]+$"}""")]
    [InlineData("WriteAsString", "decimal", """{"type":"string","format":"decimal","pattern":"^-?[0-9]+(\\.[0-9]+)?$"}""")]
    [InlineData("WriteAsString", "double", """{"type":"string","format":"double","pattern":"^(-?[0-9]+(\\.[0-9]+)?(E[+-][0-9]+)?|NaN|-?Infinity)$"}""")]
    [InlineData("WriteAsString", "List<short>", """{"type":"array","items":{"type":"string","format":"int16","pattern":"^-?[0-9]+$"}}""")]
    [InlineData("AllowNamedFloatingPointLiterals", "float", """{"anyOf":[{"type":"number","format":"float"},{"enum":["NaN","Infinity","-Infinity"]}]}""")]
    [InlineData("AllowNamedFloatingPointLiterals", "long", """{"type":"integer","format":"int64"}""")]
    [InlineData("AllowReadingFromString", "double", """{"type":"number","format":"double"}""")]
    public void A_number_in_another_form(string form, string type, string schema) => Contracts.OfMember($"[property: JsonNumberHandling(JsonNumberHandling.{form})] {type} X").ShouldBe(schema);

    [Fact]
    public void What_a_converter_writes_is_not_known_but_what_its_author_says() =>
        Contracts.OfSchema("""
            /// <param name="A">Amount and currency.</param>
            /// <param name="B"></param>
            [SseEvent] public partial record Event([property: JsonConverter(typeof(Money.Converter))] Money A, Money? B);
            [JsonConverter(typeof(Converter))]
            public record Money(decimal Amount)
            {
                public sealed class Converter : JsonConverter<Money>
                {
                    public override Money? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => null;
                    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNullValue();
                }
            }
            """).ShouldBe("""{"type":"object","properties":{"a":{"description":"Amount and currency."},"b":true},"required":["a","b"]}""");

    [Theory]
    [InlineData("string?", "WhenWritingNull", """{"type":"string"}""")]
    [InlineData("int?", "WhenWritingDefault", """{"type":"integer","format":"int32","minimum":-2147483648,"maximum":2147483647}""")]
    [InlineData("List<bool>?", "WhenWritingDefault", """{"type":"array","items":{"type":"boolean"}}""")]
    [InlineData("Guid", "WhenWritingDefault", """{"type":"string","format":"uuid"}""")]
    public void What_can_be_left_out_is_not_required_and_never_null(string type, string condition, string schema) =>
        Contracts.OfSchema($"[SseEvent] public partial record Event([property: JsonIgnore(Condition = JsonIgnoreCondition.{condition})] {type} X);")
            .ShouldBe($$$"""{"type":"object","properties":{"x":{{{schema}}}}}""");

    [Fact]
    public void What_is_left_out_only_where_it_is_null_is_required_where_it_never_is() =>
        Contracts.OfSchema("[SseJson(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)] [SseEvent] public partial record Event(string A, string? B, bool C);")
            .ShouldBe("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"},"c":{"type":"boolean"}},"required":["a","c"]}""");

    [Fact]
    public void What_is_never_written_is_not_told() =>
        Contracts.OfSchema("[SseEvent] public partial record Event { [JsonIgnore] public int A { get; set; } [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)] public int B { get; set; } public int C { set { } } }")
            .ShouldBe("""{"type":"object"}""");

    [Fact]
    public void Names_and_order_are_those_of_the_JSON() =>
        Contracts.OfSchema("""
            [SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
            [SseEvent] public partial record Event(bool HTTPPort, [property: JsonPropertyName("größe \"x\"")] bool B) { [JsonPropertyOrder(-1)] public bool First { get; init; } [JsonInclude] internal bool Field; }
            """).ShouldBe("""{"type":"object","properties":{"first":{"type":"boolean"},"http_port":{"type":"boolean"},"größe \"x\"":{"type":"boolean"},"field":{"type":"boolean"}},"required":["first","http_port","größe \"x\"","field"]}""");

    [Fact]
    public void Where_nothing_says_whether_there_is_a_null_there_can_be_one() =>
        Contracts.OfSchema("#nullable disable\n[SseEvent] public partial record Event(string A, string[] B, int C);")
            .ShouldBe("""{"type":"object","properties":{"a":{"type":["string","null"]},"b":{"anyOf":[{"type":"array","items":{"type":["string","null"]}},{"type":"null"}]},"c":{"type":"integer","format":"int32","minimum":-2147483648,"maximum":2147483647}},"required":["a","b","c"]}""");

    [Fact]
    public void Extension_data_needs_no_word_as_more_members_are_always_allowed() =>
        Contracts.OfSchema("[SseEvent] public partial record Event { [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; init; } }").ShouldBe("""{"type":"object"}""");
}
