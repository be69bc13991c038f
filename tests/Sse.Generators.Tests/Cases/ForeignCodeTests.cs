using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Tests.Cases;

/// <summary>What stands around a declaration brings no complaint into files that its author can't touch.</summary>
public class ForeignCodeTests
{
    [Fact]
    public Task Obsolete_and_experimental_symbols_are_used_as_their_author_did() => CaseSources.IsRight("""
        #pragma warning disable ABC1, ABC2, EXP1, EXP2, EXP3, CS0612, CS0618
        [Experimental("EXP1"), Sse.SseEvent("a")] public partial record A([Sse.SseKey] Mode Mode, Part? Part, Part[] Parts, List<Old.Inner?> Inner, Old.Level Level, Dictionary<Mode, Generic<Part>> Map);
        [Sse.SseEvent("b")] public partial class B { [Experimental("EXP2")] public int X { get; set; } [Obsolete("x", DiagnosticId = "ABC1")] public Mode? Y { get; init; } [Experimental("EXP3")] public B() { } }
        [Obsolete("gone", DiagnosticId = "ABC2"), Sse.SseEvent("c", Removes = typeof(A))] public partial record C([Sse.SseKey] Mode Mode);
        [Sse.SseHub(typeof(A), typeof(B), typeof(C))] public sealed partial class Hub;
        [Experimental("EXP2")] public enum Mode { One }
        [Experimental("EXP3")] public record Part(int X);
        [Obsolete("x", DiagnosticId = "ABC1")] public class Old { public record Inner(int X); [JsonConverter(typeof(JsonStringEnumConverter))] public enum Level { [Obsolete("", DiagnosticId = "ABC2")] Low, High } }
        public record Generic<T>(T Value);
        public static class Check { public static void Run() { Judge.Both(new A(Mode.One, new(1), [new(2)], [null, new(3)], Old.Level.Low, new() { [Mode.One] = new(new(5)) })); Judge.Both(new B { X = 1, Y = Mode.One }); } }
        """);

    [Fact]
    public Task What_is_obsolete_as_an_error_is_refused_unless_who_uses_it_is_obsolete_too() => CaseSources.IsRefused(new Case(CaseSources.Usings + """
        [Sse.SseEvent("a")] public partial class A { [Obsolete] public Mode X { get; set; } }
        [Sse.SseEvent("b")] public partial class B { [Obsolete] public List<Part?>? X { get; set; } }
        [Sse.SseEvent("c")] public partial class C { [Obsolete] public Old.Inner[]? X { get; set; } }
        [Sse.SseEvent("d")] public partial class D { [Obsolete("", true)] public int X { get; set; } }
        [Sse.SseEvent("e")] public partial class E { [Obsolete] public Generic<Part>? X { get; set; } }
        [Obsolete("", true), Sse.SseEvent("f")] public partial record F(Mode Mode, Part? Part);
        [Obsolete("", true), Sse.SseHub(typeof(F))] public sealed partial class Hub;
        [Obsolete("", true)] public enum Mode { One }
        [Obsolete("", true)] public record Part(int X);
        [Obsolete("", true)] public class Old { public record Inner(int X); }
        public class Generic<T> { public int X { get; set; } }
        """), "SSE0006", "SSE0006", "SSE0006", "SSE0006", "SSE0006");

    [Fact]
    public Task A_hub_may_be_more_visible_than_what_its_events_sit_in() => CaseSources.IsRight("""
        [Sse.SseHub(typeof(Within.Seen), typeof(Outer.Deep.Event)), Sse.SseEvent<Box<Within.Part>>("box"), Sse.SseEvent<Box<List<Within.Part[]>>.Inner>("inner")] public sealed partial class Hub;
        public record Box<T>(T Value) { public record Inner(T Value); }
        internal static partial class Within { [Sse.SseEvent("seen")] public partial record Seen([Sse.SseKey] int X); public enum Level { Low } public record Part(int X); }
        public partial class Outer { internal partial class Deep { [Sse.SseEvent("deep")] public partial record Event([Sse.SseKey] Within.Level X); } }
        public static class Check { public static void Run() => Judge.Both(new Within.Seen(1)); }
        """);

    [Fact]
    public Task An_assembly_may_promise_to_be_CLS_compliant() => CaseSources.IsRight("""
        [assembly: CLSCompliant(true)]
        namespace Promise
        {
            [Sse.SseEvent("a")] public partial record A([Sse.SseKey] int X, Part B);
            public record Part(long X);
            [Sse.SseHub(typeof(A))] public sealed partial class Hub;
            public partial class Outer { [Sse.SseHub(typeof(A))] public sealed partial class Inner; }
            [CLSCompliant(false), Sse.SseHub(typeof(A))] public sealed partial class Said;
        }
        """);

    [Theory]
    [InlineData("[Sse.SseEvent(\"x\")] public partial record Ev([property: JsonIgnore] string Secret) { public string User { get; init; } = \"\"; }")]
    [InlineData("[Sse.SseEvent(\"x\")] public partial record Ev(In In); public sealed record In([property: JsonIgnore] string? Secret) { public int A { get; init; } }")]
    [InlineData("[Sse.SseEvent(\"x\")] public partial class Ev { [DisallowNull] public string? A { get; set; } = \"a\"; [AllowNull] public string B { get; set; } = \"b\"; [DisallowNull] public int? C { get; set; } = 1; [DisallowNull] public List<int>? D { get; set; } = []; public Ev([DisallowNull] string? e, [AllowNull] string f) { E = e; F = f ?? \"\"; } public string? E { get; } public string F { get; } }")]
    [InlineData("[Sse.SseEvent(\"x\")] public partial record Ev(NotNull<string> A, Struct<int>? B, List<NotNull<string?>?> C); public record NotNull<T>(T Content); public record struct Struct<T>(T? Content) where T : struct;")]
    [InlineData("#nullable disable\n[Sse.SseEvent(\"x\")] public partial record Ev(string A, P B, List<P> C, Dictionary<string, P> D, P[][] E, Uri F); public record P(string X); ")]
    public Task Nullability_of_any_sort_is_no_warning(string declaration) => CaseSources.IsRight(declaration);

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Annotations)]
    [InlineData(NullableContextOptions.Warnings)]
    public Task Nullability_of_the_project_is_no_warning(NullableContextOptions nullable) => CaseSources.IsRight(new Case("""
        using System.Collections.Generic;
        [Sse.SseEvent("x")] public partial record Ev([Sse.SseKey] string A, P B, List<P> C, Dictionary<string, P> D, P[][] E, int? F) { public string G { get; init; } }
        public class P { public string X { get; set; } public P[] Y { get; init; } }
        [Sse.SseHub(typeof(Ev))] public sealed partial class Hub;
        """) { Nullable = nullable });

    [Fact]
    public Task Types_that_a_full_name_does_not_mean_are_refused() => CaseSources.IsRefused(new Case("""
        extern alias other;
        [Sse.SseEvent("a")] public partial record A(int X) : First.Holder;
        [Sse.SseEvent("b")] public partial record B(other::Aliased.Part X);
        [Sse.SseEvent("c")] public partial record C(int X) : First.Shadowed;
        [Sse.SseHub(typeof(other::Aliased.Event))] public sealed partial class Hub;
        namespace Shadow { public record Part(string Mine); }
        """)
    {
        Libraries =
        [
            new("First", "namespace Twice { public record Part(int X); } namespace Shadow { public record Part(int X); } namespace First { public record Holder { public Twice.Part? D { get; set; } } public record Shadowed { public System.Collections.Generic.List<Shadow.Part>? E { get; set; } } }"),
            new("Second", "namespace Twice { public record Part(int X); internal record Other(int X); }"),
            new("Other", "namespace Aliased; public record Part(int X); [Sse.SseEvent] public partial record Event(int X);", Alias: "other"),
        ],
    }, "SSE0006", "SSE0006", "SSE0006", "SSE0105");

    [Fact]
    public Task A_type_of_the_project_may_hide_one_of_a_library() => CaseSources.IsRight(new Case(CaseSources.Usings + """
        [Sse.SseEvent("d")] public partial record D([Sse.SseKey] Shadow.Mode Mode, Shadow.Part X);
        [Sse.SseHub(typeof(D))] public sealed partial class Hub;
        namespace Shadow { public record Part(string Mine); public enum Mode { One } }
        """.Replace("namespace Shadow {", "#pragma warning disable CS0436\nnamespace Shadow {", StringComparison.Ordinal).Insert(0, "#pragma warning disable CS0436\n"))
    {
        Libraries = [new("First", "namespace Shadow; public record Part(int X); public enum Mode { Two }")],
    });

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    public Task Older_versions_of_the_language_do(LanguageVersion language) => CaseSources.IsRight(new Case("""
        using System.Text.Json.Serialization;
        [Sse.SseEvent("x")] public partial record Ev([property: Sse.SseKey] int A, System.Collections.Generic.List<int> B) { [JsonInclude] public int C { get; private set; } [JsonExtensionData] public System.Collections.Generic.Dictionary<string, object>? D { get; init; } }
        [Sse.SseHub(typeof(Ev))] public sealed partial class Hub { }
        public static class Use { public static void M(Hub hub) { hub.Topic("a").Publish(new(1, new())); hub.TryGetLatest(out Ev? ev, 1); } }
        """) { Language = language });

    [Fact]
    public Task C_sharp_10_is_told_once_per_declaration() => CaseSources.IsRefused(
        new Case("[Sse.SseEvent(\"x\")] public partial class Ev { public int A { get; set; } } [Sse.SseHub(typeof(Ev))] public sealed partial class Hub { }") { Language = LanguageVersion.CSharp10 }, "SSE0002", "SSE0102");

    [Fact]
    public Task What_is_local_to_a_file_is_refused() => CaseSources.IsRefused(new Case("""
        [Sse.SseEvent("x")] file partial record Local(int X);
        [Sse.SseHub(typeof(Local))] public sealed partial class Hub;
        """), "SSE0002");

    [Fact]
    public Task Overflow_checks_change_nothing() => CaseSources.IsRight(new Case(CaseSources.Usings + """
        [Sse.SseEvent("x")] public partial record Ev([Sse.SseKey] Signed A, Huge B, [property: JsonConverter(typeof(JsonStringEnumConverter))] Small C, Signed? D);
        public enum Signed { Minus = -1 } public enum Huge : ulong { Max = ulong.MaxValue } public enum Small : sbyte { Low = -128 }
        public static class Check { public static void Run() { Judge.Both(new Ev(Signed.Minus, Huge.Max, Small.Low, (Signed)int.MinValue)); Judge.Both(new Ev((Signed)77, (Huge)5, (Small)(-5), null)); Judge.Equal("x\n-1", Judge.Key(new Ev(Signed.Minus, 0, 0, null))); } }
        """) { ChecksOverflow = true });
}
