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
}
