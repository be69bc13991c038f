using Sse.CodeFixes;
using Sse.Tests.Harness;

namespace Sse.Tests.CodeFixes;

public class RemoveSecondMentionTests
{
    private const string Events = "\n[Sse.SseEvent] public partial record A; [Sse.SseEvent] public partial record B;";

    [Theory]
    [InlineData("typeof(A), typeof(B), typeof(A)", "typeof(A), typeof(B)")]
    [InlineData("typeof(A), typeof(A), typeof(B), Topics = Sse.SseTopics.None", "typeof(A), typeof(B), Topics = Sse.SseTopics.None")]
    [InlineData("[typeof(A), typeof(A)]", "[typeof(A)]")]
    [InlineData("new[] { typeof(A), typeof(A) }", "new[] { typeof(A) }")]
    [InlineData("\n    typeof(A), // the first\n    typeof(A), // again\n    typeof(B)", "\n    typeof(A), // the first\n    typeof(B)")]
    [InlineData("events: [typeof(A), typeof(A)]", "events: [typeof(A)]")]
    [InlineData("typeof(A) /* one */, typeof(A)", "typeof(A) /* one */")]
    public async Task The_second_mention_goes(string before, string after)
    {
        var result = await CodeFixRun.Apply(new RemoveSecondMentionCodeFix(), $"[Sse.SseHub({before})] public sealed partial class Hub;{Events}");
        result.ShouldBe($"[Sse.SseHub({after})] public sealed partial class Hub;{Events}");
        (await AnalyzerRun.Of(result)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[Sse.SseHub, Sse.SseEvent<P>(\"p\"), Sse.SseEvent<P>(\"q\")]", "[Sse.SseHub, Sse.SseEvent<P>(\"p\")]")]
    [InlineData("[Sse.SseHub]\n[Sse.SseEvent<P>(\"p\")]\n[Sse.SseEvent<P>(\"q\")]\n", "[Sse.SseHub]\n[Sse.SseEvent<P>(\"p\")]\n")]
    public async Task A_type_that_a_hub_makes_its_event_twice_is_made_one_once(string before, string after) =>
        (await CodeFixRun.Apply(new RemoveSecondMentionCodeFix(), $"{before} public sealed partial class Hub; public record P(int X);")).ShouldBe($"{after} public sealed partial class Hub; public record P(int X);");

    [Fact]
    public async Task A_hub_becomes_partial_as_an_event_does() =>
        (await CodeFixRun.Apply(new MakePartialCodeFix(), $"class Outer {{ [Sse.SseHub(typeof(A))] public sealed class Hub; }}{Events}"))
            .ShouldStartWith("partial class Outer { [Sse.SseHub(typeof(A))] public sealed partial class Hub; }");
}
