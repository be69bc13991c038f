using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Sse.Tests.Harness;

namespace Sse.Tests.Cases;

/// <summary>Vogen itself, in the project of the events: what it adds is seen too late, and that is said where the event is declared.</summary>
public class VogenTests
{
    private const string Usings = CaseSources.Usings + "using Vogen;\n";
    private const string Converter = " public class OrderIdConverter : JsonConverter<OrderId> { public override OrderId Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => OrderId.From(r.GetInt32()); public override void Write(System.Text.Json.Utf8JsonWriter w, OrderId v, System.Text.Json.JsonSerializerOptions o) => w.WriteNumberValue(v.Value); }";

    [Theory]
    [InlineData("[ValueObject<int>] public readonly partial struct OrderId; [Sse.SseEvent(\"x\")] public partial record Ev(OrderId Id);")]
    [InlineData("[ValueObject<string>] public partial class Name; [Sse.SseEvent(\"x\")] public partial record Ev(List<Name> Names);")]
    [InlineData("[ValueObject<Guid>] public partial record struct Key; [Sse.SseEvent(\"x\")] public partial record Ev(Line Line); public record Line(Key? Key);")]
    [InlineData("[ValueObject<long>] public partial record Day; [Sse.SseEvent(\"x\")] public partial record Ev(int N, [property: JsonPropertyOrder(1)] Day Day);")]
    public Task A_value_object_of_the_same_project_is_an_error_at_the_event(string declaration) => CaseSources.IsRefused(Of(declaration), "SSE0013");

    [Fact]
    public async Task The_error_says_what_to_do() => (await CaseRun.Of(Of("[ValueObject<int>] public readonly partial struct OrderId; [Sse.SseEvent(\"x\")] public partial record Ev(OrderId Id);")))
        .Refusals.ShouldHaveSingleItem().ShouldEndWith("write that by hand, move it to a project that this one references, or put a converter that you wrote on the member");

    [Theory]
    [InlineData("[ValueObject<int>] public readonly partial struct OrderId; [Sse.SseEvent(\"x\")] public partial record Ev([property: JsonConverter(typeof(OrderIdConverter))] OrderId Id);")]
    [InlineData("[ValueObject<int>(conversions: Conversions.None), JsonConverter(typeof(OrderIdConverter))] public readonly partial struct OrderId; [Sse.SseEvent(\"x\")] public partial record Ev(OrderId Id);")]
    public Task A_converter_of_the_authors_own_is_right(string declaration) => CaseSources.IsRight(Of(
        declaration + Converter + " public static class Check { public static void Run() => Judge.Both(new Ev(OrderId.From(7))); }"));

    private static Case Of(string source) => new(Usings + source) { Others = (Generators(), [MetadataReference.CreateFromFile(SharedTypes)]) };

    private static string SharedTypes => Directory.GetFiles(Path.Combine(Paths.Vogen, "lib"), "Vogen.SharedTypes.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();

    private static ImmutableArray<ISourceGenerator> Generators() =>
        new AnalyzerFileReference(Path.Combine(Paths.Vogen, "analyzers", "dotnet", "roslyn4.12", "cs", "Vogen.dll"), new Loader()).GetGenerators(LanguageNames.CSharp);

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath) { }

        public Assembly LoadFromPath(string fullPath)
        {
            Assembly.LoadFrom(Path.Combine(Paths.Vogen, "analyzers", "dotnet", "cs", "Vogen.SharedTypes.dll"));
            return Assembly.LoadFrom(fullPath);
        }
    }
}
