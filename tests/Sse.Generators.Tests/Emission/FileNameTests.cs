using System.Text;
using Sse.Tests.Harness;

namespace Sse.Tests.Emission;

/// <summary>Every declaration gets a file, whose name every file system takes.</summary>
public class FileNameTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("Overwhelmingly", 20));

    [Theory]
    [InlineData("namespace {0} {{ {1} }}")]
    [InlineData("namespace A.{0}.B.{0} {{ {1} }}")]
    [InlineData("public partial class {0} {{ public partial class Inner{0} {{ {1} }} }}")]
    public void A_long_name_is_shortened(string place)
    {
        var run = GeneratorRun.Clean(string.Format(System.Globalization.CultureInfo.InvariantCulture, place, Long,
            "[Sse.SseEvent] public partial record First(int X); [Sse.SseEvent] public partial record Second(int X); [Sse.SseHub(typeof(First), typeof(Second))] public sealed partial class Hub;"));
        Names(run).ShouldBeUnique();
        Names(run).ShouldAllBe(name => Encoding.UTF8.GetByteCount(name) <= 255);
        Names(run).ShouldContain(name => name.Contains(".First.", StringComparison.Ordinal) && name.EndsWith(".SseEvent.g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_count_and_not_letters()
    {
        var letters = new string('ж', 150);
        var run = GeneratorRun.Clean($"namespace {letters} {{ [Sse.SseEvent(\"x\")] public partial record {letters}(int X); [Sse.SseEvent(\"y\")] public partial record {letters}2(int X); }}");
        Names(run).Count.ShouldBe(2);
        Names(run).ShouldAllBe(name => Encoding.UTF8.GetByteCount(name) <= 255);
    }

    [Fact]
    public void Long_names_that_differ_at_their_beginning_or_by_case_alone_stay_apart()
    {
        var run = GeneratorRun.Clean($"namespace A{Long} {{ [Sse.SseEvent(\"a\")] public partial record E(int X); }} namespace B{Long} {{ [Sse.SseEvent(\"b\")] public partial record E(int X); [Sse.SseEvent(\"c\")] public partial record Ee(int X); [Sse.SseEvent(\"f\")] public partial record EE(int X); }} namespace b{Long} {{ [Sse.SseEvent(\"d\")] public partial record E(int X); }}");
        Names(run).Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("cafe\u0301")]
    [InlineData("a\u203Fb")]
    [InlineData("\u0905\u0928\u0941")]
    [InlineData("@class")]
    [InlineData("\u2160ron")]
    public void Letters_that_the_compiler_takes_in_identifiers_alone_do_no_harm(string name) =>
        Names(GeneratorRun.Clean($"#pragma warning disable CS8981\nnamespace N{name.TrimStart('@')} {{ [Sse.SseEvent(\"x\")] public partial record {name}(int X); [Sse.SseEvent(\"y\")] public partial record Other(int X); }}")).Count.ShouldBe(2);

    [Fact]
    public void A_name_is_the_same_in_every_run() => Names(GeneratorRun.Clean($"[Sse.SseEvent(\"x\")] public partial record {Long}(int X);"))
        .ShouldBe(Names(GeneratorRun.Clean($"[Sse.SseEvent(\"y\")] public partial record {Long}(string Y);")));

    private static IReadOnlyList<string> Names(GeneratorRun run) => [.. run.Files.Select(file => file.HintName)];
}
