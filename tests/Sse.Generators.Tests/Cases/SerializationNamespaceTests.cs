using System.Text.Json.Serialization;
using Sse.Generators.Models;
using Sse.Generators.Parsing;

namespace Sse.Tests.Cases;

/// <summary>
/// Everything that System.Text.Json lets an author say of types and members is followed or refused by name. What a later
/// version of it brings fails here until somebody decides.
/// </summary>
public class SerializationNamespaceTests
{
    private const string Conv = " public class Conv : JsonConverter<int> { public override int Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => -r.GetInt32(); public override void Write(System.Text.Json.Utf8JsonWriter w, int v, System.Text.Json.JsonSerializerOptions o) => w.WriteNumberValue(-v); }";
    private const string Run = " public static class Check { public static void Run() { Judge.Both(new Ev { A = 2 }); Judge.Read<Ev>(\"{\\\"a\\\":3,\\\"new\\\":[1]}\"); } }";

    /// <summary>Each attribute and interface: what an event with it is, and by which diagnostic it is refused, or none.</summary>
    private static readonly Dictionary<string, (string Source, string? Refusal)> Contract = new()
    {
        [nameof(IJsonOnSerializing)] = ("partial class Ev : IJsonOnSerializing { public int A { get; set; } void IJsonOnSerializing.OnSerializing() => A = 5; }", null),
        [nameof(IJsonOnSerialized)] = ("partial class Ev : IJsonOnSerialized { public int A { get; set; } void IJsonOnSerialized.OnSerialized() => A = 6; } public static class Check { public static void Run() { var ev = new Ev { A = 2 }; Judge.Equal(\"{\\\"a\\\":2}\", Judge.Json(ev)); Judge.Equal(\"6\", ev.A.ToString(null as IFormatProvider)); } }", null),
        [nameof(IJsonOnDeserializing)] = ("partial class Ev : IJsonOnDeserializing { public int A { get; set; } public int B { get; set; } void IJsonOnDeserializing.OnDeserializing() => B = 9; }", null),
        [nameof(IJsonOnDeserialized)] = ("partial class Ev : IJsonOnDeserialized { public int A { get; set; } void IJsonOnDeserialized.OnDeserialized() => A++; }", null),
        [nameof(JsonAttribute)] = ("partial class Ev { [Own] public int A { get; set; } } public sealed class OwnAttribute : JsonAttribute;", null),
        [nameof(JsonConstructorAttribute)] = ("partial class Ev { [JsonConstructor] public Ev() => B = 7; public Ev(int a) => A = a; public int A { get; set; } public int B { get; set; } }", null),
        [nameof(JsonConverterAttribute)] = ("partial class Ev { [JsonConverter(typeof(Conv))] public int A { get; set; } }" + Conv, null),
        [nameof(JsonDerivedTypeAttribute)] = ("partial class Ev { public int A { get; set; } public Shape S { get; set; } = new Round(1); } [JsonDerivedType(typeof(Round), \"r\")] public abstract record Shape; public record Round(int R) : Shape;", null),
        [nameof(JsonExtensionDataAttribute)] = ("partial class Ev { public int A { get; set; } [JsonExtensionData] public Dictionary<string, System.Text.Json.JsonElement>? More { get; set; } }", null),
        [nameof(JsonIgnoreAttribute)] = ("partial class Ev { public int A { get; set; } [JsonIgnore] public int B => 1; }", null),
        [nameof(JsonIncludeAttribute)] = ("partial class Ev { [JsonInclude] internal int A; }", null),
        [nameof(JsonNumberHandlingAttribute)] = ("partial class Ev { [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public int A { get; set; } }", null),
        [nameof(JsonObjectCreationHandlingAttribute)] = ("partial class Ev { public int A { get; set; } [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)] public List<int> B { get; set; } = [1]; }", null),
        [nameof(JsonPolymorphicAttribute)] = ("partial class Ev { public int A { get; set; } public Shape S { get; set; } = new Round(1); } [JsonPolymorphic(TypeDiscriminatorPropertyName = \"kind\"), JsonDerivedType(typeof(Round), 3)] public abstract record Shape; public record Round(int R) : Shape;", null),
        [nameof(JsonPropertyNameAttribute)] = ("partial class Ev { [JsonPropertyName(\"a-b\")] public int A { get; set; } }", null),
        [nameof(JsonPropertyOrderAttribute)] = ("partial class Ev { [JsonPropertyOrder(2)] public int A { get; set; } public int B { get; set; } }", null),
        [nameof(JsonRequiredAttribute)] = ("partial class Ev { [JsonRequired] public int A { get; set; } }", null),
        [nameof(JsonSerializableAttribute)] = ("partial class Ev { public int A { get; set; } } [JsonSerializable(typeof(int))] public abstract class Ctx(System.Text.Json.JsonSerializerOptions o) : JsonSerializerContext(o);", null),
        [nameof(JsonSourceGenerationOptionsAttribute)] = ("[Sse.SseJson(Context = typeof(Ctx))] partial class Ev { public int A { get; set; } public Type? T { get; set; } } [JsonSourceGenerationOptions(Converters = [typeof(Conv)]), JsonSerializable(typeof(Type))] public abstract class Ctx(System.Text.Json.JsonSerializerOptions o) : JsonSerializerContext(o) { public static Ctx Default => null!; }" + Conv, "SSE0006"),
        [nameof(JsonStringEnumMemberNameAttribute)] = ("partial class Ev { public int A { get; set; } public Kind K { get; set; } } [JsonConverter(typeof(JsonStringEnumConverter<Kind>))] public enum Kind { [JsonStringEnumMemberName(\"p-p\")] P }", null),
        [nameof(JsonUnmappedMemberHandlingAttribute)] = ("[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] partial class Ev { public int A { get; set; } }", null),
    };

    public static TheoryData<string> Names => [.. Contract.Keys];

    [Fact]
    public void Every_attribute_and_interface_is_decided() => Contract.Keys.ShouldBe(typeof(JsonConverter).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == typeof(JsonConverter).Namespace && (type.IsInterface || type.IsSubclassOf(typeof(Attribute)))).Select(type => type.Name), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public Task It_is_followed_or_refused(string name)
    {
        var (source, refusal) = Contract[name];
        var parts = source.StartsWith('[') ? source.Split("partial class Ev", 2) : ["", source["partial class Ev".Length..]];
        var given = new Case($"{CaseSources.Usings}[Sse.SseEvent(\"x\")] {parts[0]}public partial class Ev{parts[1]}{(source.Contains("class Check", StringComparison.Ordinal) ? "" : Run)}");
        return refusal is null ? CaseSources.IsRight(given) : CaseSources.IsRefused(given, refusal);
    }

    [Fact]
    public void Every_value_of_the_enums_that_are_followed_is_known()
    {
        Values<IgnoreCondition>().ShouldBe(Values<JsonIgnoreCondition>());
        Values<JsonNaming>().ShouldBe(Values<JsonKnownNamingPolicy>());
        Values<NumberForm>().ShouldBe(Values<JsonNumberHandling>());
        Values<UnknownDerived>().ShouldBe(Values<JsonUnknownDerivedTypeHandling>());
        Values<JsonUnmappedMemberHandling>().ShouldBe([0, 1]);
        Values<JsonObjectCreationHandling>().ShouldBe([0, 1]);

        static int[] Values<T>()
            where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    [Theory]
    [InlineData("[JsonNew] public partial class Ev { public int A { get; set; } }", "SSE0011")]
    [InlineData("public partial class Ev { [JsonNew] public int A { get; set; } }", "SSE0006")]
    [InlineData("public partial class Ev : Base { public int A { get; set; } } [JsonNew] public class Base;", "SSE0011")]
    [InlineData("public partial class Ev : Base { public int A { get; set; } } public class Base { [JsonNew] public int B { get; set; } }", "SSE0006")]
    [InlineData("public partial class Ev { public int A { get; set; } public Inner? I { get; set; } } [JsonNew] public class Inner { public int B { get; set; } }", "SSE0006")]
    [InlineData("public partial class Ev { public int A { get; set; } public List<Inner>? I { get; set; } } public class Inner { [JsonNew] public int B { get; set; } }", "SSE0006")]
    [InlineData("public partial class Ev { public int A { get; set; } public Kind K { get; set; } } [JsonNew] public enum Kind { P }", "SSE0006")]
    [InlineData("public partial class Ev { public int A { get; set; } public Kind K { get; set; } } [JsonConverter(typeof(JsonStringEnumConverter<Kind>))] public enum Kind { [JsonNew] P }", "SSE0006")]
    [InlineData("public partial class Ev { public int A { get; set; } public Bag? B { get; set; } } [JsonNew] public class Bag : List<int>;", "SSE0006")]
    [InlineData("public partial class Ev { public int A { get; set; } public Dictionary<Kind, int>? B { get; set; } } [JsonNew] public enum Kind { P }", "SSE0006")]
    [InlineData("public partial class Ev { public int A { get; set; } public IThing? B { get; set; } } [JsonNew] public interface IThing { int X { get; } }", "SSE0006")]
    [InlineData("public partial class Ev { [JsonNew] public Ev(int a) => A = a; public int A { get; set; } }", "SSE0011")]
    [InlineData("public partial class Ev { public Ev([JsonNew] int a) => A = a; public int A { get; set; } }", "SSE0011")]
    [InlineData("public partial class Ev { public int A { get; set; } public Shape? S { get; set; } } [JsonDerivedType(typeof(Round), \"r\")] public abstract record Shape; [JsonNew] public record Round(int R) : Shape;", "SSE0006")]
    public Task An_attribute_of_a_later_version_is_refused_wherever_it_stands(string declaration, string id) => CaseSources.IsRefused(
        new Case($"{CaseSources.Usings}[Sse.SseEvent(\"x\")] {declaration} namespace System.Text.Json.Serialization {{ public sealed class JsonNewAttribute : JsonAttribute; }}"), id);

    [Theory]
    [InlineData("JsonSourceGenerationOptions(JsonSerializerDefaults.Web)", null)]
    [InlineData("JsonSourceGenerationOptions(WriteIndented = true, GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNameCaseInsensitive = true, RespectNullableAnnotations = false)", null)]
    [InlineData("JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [])", null)]
    [InlineData("JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)", "PropertyNamingPolicy")]
    [InlineData("JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)", "DefaultIgnoreCondition")]
    [InlineData("JsonSourceGenerationOptions(Converters = [typeof(JsonStringEnumConverter<DayOfWeek>)])", "Converters")]
    [InlineData("JsonSourceGenerationOptions(UseStringEnumConverter = true)", "UseStringEnumConverter")]
    [InlineData("JsonSourceGenerationOptions(IncludeFields = true)", "IncludeFields")]
    [InlineData("JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)", "UnmappedMemberHandling")]
    [InlineData("JsonSourceGenerationOptions(ReferenceHandler = JsonKnownReferenceHandler.Preserve)", "ReferenceHandler")]
    [InlineData("JsonSourceGenerationOptions(JsonSerializerDefaults.Strict)", "Strict")]
    [InlineData("JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization)", "leave the mode out")]
    public async Task What_a_context_says_otherwise_than_its_events_is_refused(string attribute, string? word)
    {
        var source = $"{CaseSources.Usings}using System.Text.Json;\n[Sse.SseEvent(\"x\"), Sse.SseJson(Context = typeof(Ctx))] public partial record Ev(Type T); [{attribute}, JsonSerializable(typeof(Type))] public abstract class Ctx(JsonSerializerOptions o) : JsonSerializerContext(o) {{ public static Ctx Default => null!; }}";
        var run = await CaseRun.Of(new Case(source));
        run.Faults.ShouldBeEmpty();
        if (word is null) run.Refusals.ShouldBeEmpty();
        else run.Refusals.ShouldHaveSingleItem().ShouldContain(word);
    }
}
