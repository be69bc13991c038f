using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sse.Tests.Harness;

namespace Sse.Tests.Emission;

/// <summary>
/// What an edit of a running program can't do, an edit of an event doesn't ask for: take a type or a field away, change what a
/// type implements, or run a field's initializer again.
/// </summary>
public class HotReloadTests
{
    private const string Start = "[Sse.SseEvent(\"a\")] public partial record A([Sse.SseKey] int X, string Name) { public int Z { get; set; } public Line? Line { get; set; } } public record Line(int Q); [Sse.SseEvent(\"b\")] public partial class B { public int N { get; set; } } [Sse.SseHub(typeof(A), typeof(B))] public sealed partial class Hub;";

    [Theory]
    [InlineData("string Name)", "string Name, long More)")]
    [InlineData("string Name)", "string Title)")]
    [InlineData("string Name)", "int Name)")]
    [InlineData(", string Name)", ")")]
    [InlineData("public int Z", "public System.Collections.Generic.List<Line>? Lines { get; set; } public int Z")]
    [InlineData("public int Z", "[System.Text.Json.Serialization.JsonPropertyName(\"zz\")] public int Z")]
    [InlineData("public int Z", "public required int Z")]
    [InlineData("record Line(int Q)", "record Line(int Q, string? R)")]
    [InlineData("Event(\"a\")", "Event(\"aa\")")]
    [InlineData("[Sse.SseKey] int X", "[Sse.SseKey] long X")]
    [InlineData("public int N { get; set; }", "")]
    [InlineData(", typeof(B))", ")")]
    [InlineData("[Sse.SseHub(typeof(A), typeof(B))]", "[Sse.SseEvent(\"c\")] public partial record C(int X); [Sse.SseHub(typeof(A), typeof(B), typeof(C))]")]
    public void An_edit_keeps_types_fields_and_contracts(string before, string after)
    {
        var (old, edited) = (Parts(Start), Parts(Start.Replace(before, after, StringComparison.Ordinal)));
        old.Keys.Except(edited.Keys).ShouldBeEmpty();
        foreach (var (name, part) in old)
        {
            edited[name].Contracts.ShouldBe(part.Contracts, name);
            part.Fields.Except(edited[name].Fields).ShouldBeEmpty(name);
            // A type's initializers have run already.
            edited[name].Fields.Except(part.Fields).Where(field => field.Contains('=', StringComparison.Ordinal)).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void An_initializer_that_changes_would_be_seen() =>
        Parts("[Sse.SseEvent(\"a\")] public partial record A(K K); [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<K>))] public enum K { P }")
            .Values.SelectMany(part => part.Fields).ShouldContain(field => field.Contains("= new((\"P\"", StringComparison.Ordinal));

    private static Dictionary<string, (string[] Contracts, string[] Fields)> Parts(string source) => GeneratorRun.Clean(source).Files
        .SelectMany(file => file.SyntaxTree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        .ToDictionary(
            type => string.Join('.', type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse().Select(part => part.Identifier.Text)),
            type => (
                type.BaseList?.Types.Select(contract => contract.ToString()).ToArray() ?? [],
                type.Members.OfType<FieldDeclarationSyntax>().Select(field => field.Declaration.ToString()).ToArray()));
}
