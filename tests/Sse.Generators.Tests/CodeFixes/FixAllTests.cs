using Microsoft.CodeAnalysis.CodeFixes;
using Sse.CodeFixes;
using Sse.Tests.Harness;

namespace Sse.Tests.CodeFixes;

/// <summary>Everything of a document, a project and a solution is mended at once, and nothing is left.</summary>
public class FixAllTests
{
    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        { nameof(MakePartialCodeFix), "class Outer { [Sse.SseEvent(\"aNN\")] public record ANN(int X); [Sse.SseEvent(\"bNN\")] public record BNN(int X); [Sse.SseHub(typeof(ANN))] public sealed class HNN; }", "partial class Outer { [Sse.SseEvent(\"aNN\")] public partial record ANN(int X); [Sse.SseEvent(\"bNN\")] public partial record BNN(int X); [Sse.SseHub(typeof(ANN))] public sealed partial class HNN; }" },
        { nameof(RemoveSecondMentionCodeFix), "[Sse.SseHub(typeof(A), typeof(A), typeof(A), typeof(A))] public sealed partial class H; [Sse.SseEvent(\"aNN\")] public partial record A(int X); [Sse.SseHub([ typeof(A), typeof(B), typeof(A), typeof(B), typeof(A) ])] public sealed partial class G; [Sse.SseEvent(\"bNN\")] public partial record B(int X);", "[Sse.SseHub(typeof(A))] public sealed partial class H; [Sse.SseEvent(\"aNN\")] public partial record A(int X); [Sse.SseHub([ typeof(A), typeof(B) ])] public sealed partial class G; [Sse.SseEvent(\"bNN\")] public partial record B(int X);" },
        { nameof(ReplaceNameCodeFix), "[Sse.SseEvent(\"sse-aNN\")] public partial record A(int Id); [Sse.SseEvent(\"sse-bNN\", Removes = typeof(A))] public partial record B([Sse.SseKey] int Id, int Z); [Sse.SseEvent(\"\")] public partial record CNN(int Id);", "[Sse.SseEvent(\"aNN\")] public partial record A(int Id); [Sse.SseEvent(\"bNN\", Removes = typeof(A))] public partial record B([Sse.SseKey] int Id, int Z); [Sse.SseEvent(\"CASENN\")] public partial record CNN(int Id);" },
        { nameof(IgnoreMemberCodeFix), "[Sse.SseEvent(\"aNN\")] public partial record A(L One, L Two) { public System.Type? T { get; set; } } public record L(int N) { public System.Type? U { get; set; } }", "[Sse.SseEvent(\"aNN\")] public partial record A(L One, L Two) { [System.Text.Json.Serialization.JsonIgnore] public System.Type? T { get; set; } } public record L(int N) { [System.Text.Json.Serialization.JsonIgnore] public System.Type? U { get; set; } }" },
        { nameof(RenameMemberCodeFix), "[Sse.SseHub(typeof(A))] public sealed partial class H { public string Topic => Match + nameof(Topic); public string Match = \"x\"; } [Sse.SseEvent(\"aNN\")] public partial record A(int X) { public static string Of(H hub) => hub.Topic; }", "[Sse.SseHub(typeof(A))] public sealed partial class H { public string OwnTopic => OwnMatch + nameof(OwnTopic); public string OwnMatch = \"x\"; } [Sse.SseEvent(\"aNN\")] public partial record A(int X) { public static string Of(H hub) => hub.OwnTopic; }" },
        { nameof(DeclareEventCodeFix), "[Sse.SseHub(typeof(P), typeof(Q))] public sealed partial class HNN; public record P(int X); public record Q(int X);", "[Sse.SseEvent<P>]\n[Sse.SseEvent<Q>]\n[Sse.SseHub(typeof(P), typeof(Q))] public sealed partial class HNN; public record P(int X); public record Q(int X);" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Of_a_document_a_project_and_a_solution(string fix, string before, string after)
    {
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            using var run = new FixAllRun(Create(fix), [File(before, 1), File(before, 2)], [File(before, 3)]);
            var (files, other) = await run.Apply(scope);
            files[0].ShouldBe(File(after, 1));
            files[1].ShouldBe(File(scope is FixAllScope.Document ? before : after, 2));
            other[0].ShouldBe(File(scope is FixAllScope.Solution ? after : before, 3));
            if (scope is FixAllScope.Solution && fix != nameof(ReplaceNameCodeFix)) (await run.Remaining()).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_fix_is_here() =>
        Cases.Select(row => row.Data.Item1).Concat([nameof(SayReturnTypeCodeFix), nameof(ConvertMemberCodeFix), nameof(ListInContextCodeFix)]).ShouldBe(
            typeof(MakePartialCodeFix).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false)).Select(type => type.Name), ignoreOrder: true);

    [Fact]
    public async Task Types_are_listed_in_a_context_of_another_file()
    {
        const string Events = "[Sse.SseEvent(\"a\"), Sse.SseJson(Context = typeof(Ctx))] public partial record A(System.Type One, System.Exception Two, System.Type Again);";
        const string Context = "using System.Text.Json.Serialization;\n\n/// <summary>Ours.</summary>\n[JsonSerializable(typeof(int))]\npublic abstract partial class Ctx(System.Text.Json.JsonSerializerOptions o) : JsonSerializerContext(o);\n";
        using var run = new FixAllRun(new ListInContextCodeFix(), [Events, Context], ["class Nothing;"]);
        var (files, _) = await run.Apply(FixAllScope.Project);
        files[1].ShouldBe(Context.Replace("[JsonSerializable(typeof(int))]", "[JsonSerializable(typeof(System.Exception))]\n[JsonSerializable(typeof(System.Type))]\n[JsonSerializable(typeof(int))]", StringComparison.Ordinal));
    }

    private static CodeFixProvider Create(string name) => (CodeFixProvider)Activator.CreateInstance(typeof(MakePartialCodeFix).Assembly.GetType("Sse.CodeFixes." + name, throwOnError: true)!)!;

    private static string File(string text, int number) => $"namespace N{number} {{ {text.Replace("CASENN", "c-nn", StringComparison.Ordinal).Replace("c-nn", $"c{number}", StringComparison.Ordinal).Replace("NN", $"{number}", StringComparison.Ordinal)} }}";
}
