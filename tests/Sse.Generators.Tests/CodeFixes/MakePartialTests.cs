using Sse.CodeFixes;
using Sse.Tests.Harness;

namespace Sse.Tests.CodeFixes;

public class MakePartialTests
{
    [Theory]
    [InlineData("[Sse.SseEvent] record Tick(int X);", "[Sse.SseEvent] partial record Tick(int X);")]
    [InlineData("[Sse.SseEvent]\n// why\npublic sealed record Tick(int X);", "[Sse.SseEvent]\n// why\npublic sealed partial record Tick(int X);")]
    [InlineData("/// <summary>A tick.</summary>\n[Sse.SseEvent]\n    readonly record struct Tick(int X);", "/// <summary>A tick.</summary>\n[Sse.SseEvent]\n    readonly partial record struct Tick(int X);")]
    [InlineData(
        "// outer\nclass A\n{\n    // middle\n    interface IB\n    {\n        public partial struct C { [Sse.SseEvent] internal class D { } }\n    }\n}",
        "// outer\npartial class A\n{\n    // middle\n    partial interface IB\n    {\n        public partial struct C { [Sse.SseEvent] internal partial class D { } }\n    }\n}")]
    public async Task The_event_and_what_contains_it_become_partial(string before, string after)
    {
        var result = await CodeFixRun.Apply(new MakePartialCodeFix(), before);
        result.ShouldBe(after);
        (await AnalyzerRun.Of(result)).ShouldBeEmpty();
    }
}
