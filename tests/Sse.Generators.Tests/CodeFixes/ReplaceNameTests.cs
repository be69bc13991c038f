using Sse.CodeFixes;
using Sse.Tests.Harness;

namespace Sse.Tests.CodeFixes;

public class ReplaceNameTests
{
    [Theory]
    [InlineData("[Sse.SseEvent(\"sse-gap\")]", "[Sse.SseEvent(\"gap\")]")]
    [InlineData("[Sse.SseEvent( name: \"a\\r\\nb\" /* two lines */ )]", "[Sse.SseEvent( name: \"ab\" /* two lines */ )]")]
    [InlineData("[Sse.SseEvent(\"\")]", "[Sse.SseEvent(\"tick\")]")]
    [InlineData("[Sse.SseEvent(\"\\0\")]", "[Sse.SseEvent(\"tick\")]")]
    [InlineData("[Sse.SseEvent(Names.Bad)]", "[Sse.SseEvent(\"x\\\"y\")]")]
    public async Task An_invalid_name_is_replaced_by_one_near_it(string before, string after)
    {
        const string Names = "\nstatic class Names { public const string Bad = \"sse-x\\\"y\"; }";
        var result = await CodeFixRun.Apply(new ReplaceNameCodeFix(), $"{before} public partial record Tick(int X);{Names}");
        result.ShouldBe($"{after} public partial record Tick(int X);{Names}");
        (await AnalyzerRun.Of(result)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[Sse.SseEvent]", "[Sse.SseEvent(\"gap\")]")]
    [InlineData("[global::System.Serializable, global::Sse.SseEventAttribute()]", "[global::System.Serializable, global::Sse.SseEventAttribute(\"gap\")]")]
    public async Task A_name_that_was_derived_is_written_out(string before, string after)
    {
        var result = await CodeFixRun.Apply(new ReplaceNameCodeFix(), before + "\npublic partial record SseGap(int X);");
        result.ShouldBe(after + "\npublic partial record SseGap(int X);");
        (await AnalyzerRun.Of(result)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[SseEvent(Removes = typeof(P))] public partial record SseGone", "[SseEvent(\"gone\", Removes = typeof(P))] public partial record SseGone")]
    [InlineData("[SseEvent(/* why */ Removes = typeof(P) /* it */)] public partial record SseGone", "[SseEvent(/* why */ \"gone\", Removes = typeof(P) /* it */)] public partial record SseGone")]
    [InlineData("[SseEvent(name: null, Removes = typeof(P))] public partial record SseGone", "[SseEvent(name: \"gone\", Removes = typeof(P))] public partial record SseGone")]
    [InlineData("[SseEvent(\"\", Removes = typeof(P))] public partial record Gone", "[SseEvent(\"gone\", Removes = typeof(P))] public partial record Gone")]
    [InlineData("[E(Removes = typeof(P))] public partial record SseGone", "[E(\"gone\", Removes = typeof(P))] public partial record SseGone")]
    [InlineData("[System.Serializable, E] public partial record SseGone", "[System.Serializable, E(\"gone\")] public partial record SseGone")]
    [InlineData("[SseEvent($\"sse-{nameof(P)}\")] public partial record Gone", "[SseEvent(\"P\")] public partial record Gone")]
    [InlineData("[SseEvent(\"sse-p\")] public partial record Gone", "[SseEvent(\"p2\")] public partial record Gone")]
    public async Task What_else_the_attribute_says_stays(string before, string after)
    {
        const string Others = "([SseKey] int Id); [SseEvent(\"p\")] public partial record P([SseKey] int Id);";
        const string Usings = "using Sse; using E = Sse.SseEventAttribute;\n";
        var result = await CodeFixRun.Apply(new ReplaceNameCodeFix(), Usings + before + Others);
        result.ShouldBe(Usings + after + Others);
        (await AnalyzerRun.Of(result)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[Sse.SseEvent(\"tick\")] public partial record Other(int X); [Sse.SseHub(typeof(Tick), typeof(Other))] public sealed partial class Hub;", "[Sse.SseEvent(\"other\")] public partial record Other(int X); [Sse.SseHub(typeof(Tick), typeof(Other))] public sealed partial class Hub;")]
    [InlineData("namespace A { [Sse.SseEvent(Removes = null)] public partial record Tick(int X); }", "namespace A { [Sse.SseEvent(\"tick2\", Removes = null)] public partial record Tick(int X); }")]
    public async Task Of_two_events_with_one_name_the_second_gets_another(string before, string after)
    {
        const string Tick = "[Sse.SseEvent] public partial record Tick(int X); ";
        var result = await CodeFixRun.Apply(new ReplaceNameCodeFix(), Tick + before);
        result.ShouldBe(Tick + after);
        (await AnalyzerRun.Of(result)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_attribute_on_another_part_is_found() =>
        (await CodeFixRun.Apply(new ReplaceNameCodeFix(), "[Sse.SseEvent] public partial record SseGone;", ("Other.cs", "public partial record SseGone(int Id);")))
            .ShouldBe("[Sse.SseEvent(\"gone\")] public partial record SseGone;");
}
