namespace Sse.Tests.Cases;

/// <summary>What another generator adds is seen too late: the author is told where what was generated would be wrong.</summary>
public class OtherGeneratorTests
{
    [Theory]
    [InlineData("public partial record Ev(int A);", "partial record Ev { public int B { get; set; } = 3; }")]
    [InlineData("public partial class Ev { public int A { get; } }", "partial class Ev { [System.Text.Json.Serialization.JsonInclude] public string F = \"\"; }")]
    [InlineData("public partial record Ev(Id Id); public readonly partial struct Id;", "readonly partial struct Id { public Id(int value) => Value = value; public int Value { get; } }")]
    [InlineData("public partial record Ev([property: Sse.SseKey] string A, Id Id); public readonly partial record struct Id(int Value);", "[System.Text.Json.Serialization.JsonConverter(typeof(Conv))] readonly partial record struct Id { public class Conv : System.Text.Json.Serialization.JsonConverter<Id> { public override Id Read(ref System.Text.Json.Utf8JsonReader r, System.Type t, System.Text.Json.JsonSerializerOptions o) => new(r.GetInt32()); public override void Write(System.Text.Json.Utf8JsonWriter w, Id v, System.Text.Json.JsonSerializerOptions o) => w.WriteNumberValue(v.Value); } }")]
    [InlineData("public partial record Ev(System.Collections.Generic.List<Bag> B); public partial class Bag { }", "partial class Bag : System.Collections.Generic.IEnumerable<int> { public System.Collections.Generic.IEnumerator<int> GetEnumerator() { yield return 1; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }")]
    [InlineData("public partial record Ev(Made M);", "public class Made { public int X { get; set; } }")]
    [InlineData("public partial class Ev : Base { public int A { get; set; } } public partial class Base { }", "partial class Base { public int Z { get; set; } }")]
    [InlineData("public partial record Ev(Kind A); [System.Text.Json.Serialization.JsonDerivedType(typeof(Kind.B), \"b\")] public abstract partial record Kind { public partial record B(int X) : Kind; }", "partial record Kind { partial record B { public int Y { get; init; } } }")]
    public Task A_difference_is_one_error_on_the_authors_line(string declaration, string added) =>
        CaseSources.IsRefused(new Case("[Sse.SseEvent(\"x\")] " + declaration) { Added = added }, "SSE0013");

    [Fact]
    public Task An_attribute_that_another_generator_adds_comes_too_late() => CaseSources.IsRefused(
        new Case("public partial record Ev(int A); public sealed partial class Hub;") { Added = "[Sse.SseEvent(\"x\")] partial record Ev; [Sse.SseHub(typeof(Ev))] partial class Hub;" }, "SSE0013", "SSE0013");

    [Fact]
    public Task What_changes_a_hub_is_told_at_the_hub_too() => CaseSources.IsRefused(
        new Case("[Sse.SseEvent(\"x\")] public partial record Ev(int A); [Sse.SseHub(typeof(Ev))] public sealed partial class Hub;") { Added = "partial record Ev { [Sse.SseKey] public int K { get; set; } }" }, "SSE0013", "SSE0013");

    [Theory]
    [InlineData("public partial class Ev { public partial int A { get; set; } }", "partial class Ev { public partial int A { get => 1; set { } } }")]
    [InlineData("public partial record Ev(int A);", "partial record Ev { public int Twice() => A * 2; private static int s = 1; public static int S => s; internal int Inner { get; set; } }")]
    [InlineData("public partial record Ev(Id Id); public readonly partial record struct Id(int Value);", "partial record struct Id : System.IComparable { public int CompareTo(object? other) => 0; public static Id Parse(string text) => default; }")]
    public Task What_changes_nothing_of_what_is_written_is_no_error(string declaration, string added) =>
        CaseSources.IsRight(new Case("[Sse.SseEvent(\"x\")] " + declaration + " public static class Check { public static void Run() { } }") { Added = added });

    [Fact]
    public Task An_event_may_be_named_like_what_is_generated() => CaseSources.IsRight("""
        [Sse.SseEvent] public partial record Publisher(int X); [Sse.SseEvent("reading")] public partial record SseReading(int X); [Sse.SseEvent] public partial record Publish([Sse.SseKey] int X);
        [Sse.SseHub(typeof(global::Publisher), typeof(SseReading), typeof(Publish))] public sealed partial class Hub;
        """);
}
