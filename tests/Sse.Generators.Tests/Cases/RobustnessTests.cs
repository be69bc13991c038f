using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using Sse.Generators;
using Sse.Generators.Diagnostics;
using Sse.Generators.Emission;
using Sse.Generators.Models;
using Sse.Generators.Parsing;
using Sse.Tests.Harness;

namespace Sse.Tests.Cases;

/// <summary>No declaration makes the generator or the analyzers fail, or work without an end.</summary>
public class RobustnessTests
{
    [Theory]
    [InlineData("public class Ev2 { } [Sse.SseEvent(\"x\")] public partial class Ev { public Node<int>? Next { get; set; } } public class Node<T> { public Node<Node<T>>? Next { get; set; } }", "SSE0006")]
    [InlineData("[Sse.SseEvent(\"x\")] public partial class Ev { public Node<int>? Next { get; set; } } public class Node<T> { public Node<Pair<T, T>>? Next { get; set; } } public class Pair<TA, TB> { }", "SSE0006")]
    [InlineData("[Sse.SseEvent(\"x\")] public partial class Ev { public Node<int>? Next { get; set; } } public class Node<T> { public Node<T[]>? A { get; set; } public Node<List<T>>? B { get; set; } }", "SSE0006")]
    [InlineData("[Sse.SseEvent(\"x\")] public partial class Ev { public Outer<int>.Inner<int>? Next { get; set; } } public class Outer<T> { public class Inner<TI> { public Outer<Inner<TI>>.Inner<T>? Next { get; set; } } }", "SSE0006")]
    [InlineData("[Sse.SseEvent(\"x\")] public partial class Ev { public Dictionary<string, Node<int>>? Next { get; set; } } public class Node<T> : List<Node<Node<T>>> { }", "SSE0006")]
    public Task Types_without_an_end_are_refused(string declaration, string id) => CaseSources.IsRefused(new Case(CaseSources.Usings + declaration), id);

    [Fact]
    public Task Types_that_lead_to_thousands_are_refused()
    {
        // Each has two of the next, with other arguments: 2^13 in all, none of them deep.
        var nodes = Enumerable.Range(0, 13).Select(i => string.Create(CultureInfo.InvariantCulture, $"public class N{i}<T> {{ public N{i + 1}<A<T>>? A {{ get; set; }} public N{i + 1}<B<T>>? B {{ get; set; }} }}"));
        const string Ends = "public class N13<T> { } public class A<T> { } public class B<T> { }";
        return CaseSources.IsRefused(new Case($"{CaseSources.Usings}[Sse.SseEvent(\"x\")] public partial class Ev {{ public N0<int>? Next {{ get; set; }} }} {string.Join(' ', nodes)} {Ends}"), "SSE0006");
    }

    [Theory]
    [InlineData("public Node<int>? Next { set { } } } public class Node<T> { public Node<Node<T>>? Next { get; set; } }")]
    [InlineData("public Node<int>? Next { set { } } } public class Node<T> { public Node<Pair<T, T>>? Next { set { } } } public class Pair<TA, TB> { }")]
    [InlineData("public int[,]? Grid { set { } } }")]
    [InlineData("public List<int[,,]>? Grid { set { } } }")]
    [InlineData("public Dictionary<int[,], Type>? Grid { set { } } }")]
    [InlineData("public Func<int>? Call { set { } } public Span<int> Span { set { } } }")]
    public Task What_can_only_be_read_is_bounded_too(string members) =>
        CaseSources.IsRight(new Case(CaseSources.Usings + "[Sse.SseEvent(\"x\")] public partial class Ev { public int A { get; set; } " + members));

    [Fact]
    public async Task Declarations_of_any_make_end_right_or_refused()
    {
        string[] types =
        [
            "int[,]", "int[][,]", "int?[]", "Span<int>", "ReadOnlyMemory<byte>", "nint", "Type", "object", "Enum", "Delegate", "Action", "Func<int, string>", "(int, string)", "ValueTuple", "Tuple<int>",
            "List<List<int[,]>>", "Dictionary<Type, int>", "Dictionary<object, object>", "IEnumerable<object>", "Nullable<DateTime>", "Lazy<int>", "IntPtr", "Half", "Index", "Version", "Exception", "Ev", "Ev[]",
            "Task", "KeyValuePair<Ev, int>", "Node<int>", "Node<Ev>", "Missing", "Missing<int>", "List<Missing>", "Node<>", "dynamic", "Guid*", "delegate*<int, void>", "int*[]", "Uri", "Stream", "Func<Ev>[,]",
        ];
        string[] headers = ["partial record", "partial record struct", "partial class", "partial struct", "sealed partial class", "partial record class", "readonly partial record struct", "abstract partial class", "ref partial struct", "static partial class", "unsafe partial class", "class", "partial interface", "enum"];
        string[] accessors = ["get; set;", "get; init;", "get;", "set { }", "private get; set;", "get; private set;", "protected get; set;", "get => default!;"];
        string[] attributes = ["", "[JsonInclude]", "[JsonIgnore]", "[JsonExtensionData]", "[JsonConverter(typeof(int))]", "[JsonConverter(null)]", "[JsonPropertyName(null!)]", "[JsonNumberHandling((JsonNumberHandling)99)]", "[Sse.SseKey]", "[JsonIgnore(Condition = (JsonIgnoreCondition)77)]", "[JsonPropertyOrder]"];
        string[] events = ["", "(\"x\")", "(null!)", "(Missing)", "(\"\\ud800\")", "(\"x\", Removes = typeof(Ev))", "(Removes = typeof(Missing))", "(Removes = null)", "(1)", "<int>", "(\"x\", Removes = typeof(int[,]))"];
        var random = new Random(17);
        for (var round = 0; round < 12; round++)
        {
            var declarations = Enumerable.Range(0, 25).Select(i =>
            {
                var members = Enumerable.Range(0, random.Next(4)).Select(m => $"{Any(attributes)} public {(random.Next(8) is 0 ? "required " : "")}{Any(types)} M{m} {{ {Any(accessors)} }}");
                return string.Create(CultureInfo.InvariantCulture, $"namespace N{i} {{ [Sse.SseEvent{Any(events)}] public {Any(headers)} Ev{(random.Next(10) is 0 ? "<T>" : "")} {{ {string.Join(' ', members)} }} public class Node<T> {{ public Node<Node<T>>? Next {{ {Any(accessors)} }} public {Any(types)} X {{ {Any(accessors)} }} }} [Sse.SseHub(typeof(Ev), {(random.Next(2) is 0 ? "typeof(Node<>)" : "null")})] public sealed partial class Hub; }}");
            });
            (await Failures(CaseSources.Usings + "using System.Threading.Tasks; using System.IO;\n" + string.Join('\n', declarations))).ShouldBeEmpty();
        }

        string Any(string[] choices) => choices[random.Next(choices.Length)];
    }

    [Fact]
    public async Task A_failure_of_the_parser_is_one_finding_on_the_type()
    {
        var compilation = Compilations.Create(["[Sse.SseEvent(\"x\")] public partial record Ev(int A); [Sse.SseHub(typeof(Ev))] public sealed partial class Hub;"]);
        var parsed = EventParser.Parse(compilation.GetTypeByMetadataName("Ev")!, attribute: null!, compilation, tellsContract: true, TestContext.Current.CancellationToken);
        parsed.Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.UnsupportedDeclaration);
        parsed.Findings[0].Location.SourceSpan.ShouldBe(compilation.GetTypeByMetadataName("Ev")!.Locations[0].SourceSpan);
        var hub = HubParser.Parse(compilation.GetTypeByMetadataName("Hub")!, attribute: null!, compilation, TestContext.Current.CancellationToken);
        hub.Findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.UnsupportedHub);
        (await Failures("class Plain;")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failure_of_the_emitter_is_one_error_on_the_type(bool isHub)
    {
        const string Source = "namespace Acme; [Sse.SseEvent(\"x\")] public partial record Ev(int A); [Sse.SseHub(typeof(Ev))] public sealed partial class Hub; static class Site { static void Use(Hub hub) => hub.Publish(new Ev(1)); }";
        var run = GeneratorRun.Of(Source);
        var broken = GeneratorRun.Models(run.Driver).Single() with { Content = null };
        var hub = GeneratorRun.HubModels(run.Driver).Single();
        var part = isHub ? EmittedPart.Of(hub with { Events = new EquatableArray<HubEventModel>(hub.Events.Select(item => item with { Form = broken })) }) : EmittedPart.Of(broken);
        part.Failure.ShouldBeOfType<NullReferenceException>();

        // The others' parts and the call sites go on compiling.
        var other = run.Files.Single(file => file.HintName.Contains(isHub ? "SseEvent" : "SseHub", StringComparison.Ordinal)).SourceText.ToString();
        Compilations.Create([Source, part.Text, other]).Complaints().ShouldBeEmpty();
        var compilation = Compilations.Create([Source]);
        var agreement = new Agreement();
        var said = Reported.Compare(compilation.GetTypeByMetadataName("Acme.Ev")!, part, FindingKind.UnsupportedDeclaration, agreement).ShouldNotBeNull();
        said.GetMessage(CultureInfo.InvariantCulture).ShouldContain("the generator failed on it, which is its own fault (NullReferenceException");
        SilentErrors.Part("Acme.Ev", part, isErrorNeeded: true).ToString().ShouldContain("#error Acme.Ev: the generator failed on it");
        SilentErrors.Part("Acme.Ev", part, isErrorNeeded: false).ToString().ShouldNotContain("#error");
    }

    private static async Task<IReadOnlyList<string>> Failures(string source)
    {
        var compilation = Compilations.Create([source]);
        var driver = GeneratorRun.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        var crashes = driver.GetRunResult().Results.Select(result => result.Exception?.ToString()).OfType<string>();
        var reported = await output.WithAnalyzers(AnalyzerRun.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. crashes, .. reported.Where(diagnostic => diagnostic.Id is "AD0001" || diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("the generator failed", StringComparison.Ordinal)).Select(diagnostic => diagnostic.ToString())];
    }
}
