namespace Sse.Tests.Cases;

/// <summary>Members that [JsonInclude] shows to System.Text.Json and that code can't reach: private ones, and those of other assemblies.</summary>
public class PrivateMembersTests
{
    [Fact]
    public Task Private_members_of_other_types_are_written_and_read() => CaseSources.IsRight("""
        [Sse.SseEvent("x")] public partial record Ev(D A, S B, S? C, D[] E, G<int> F, G<string?>.In<D> H, Over I);
        public class D
        {
            [JsonInclude] private int P { get; set; } = 3;
            [JsonInclude] private string? q = "q";
            [JsonInclude] protected int R { get; private protected set; } = 1;
            [JsonInclude] public int T { private get; init; } = 5;
            [JsonInclude] private List<int>? L { get; set; } = [1];
            [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] private int z;
            public D With(int value) { z = value; q = value + "q"; return this; }
        }
        public struct S
        {
            public S(int a) { P = a; q = a; }
            [JsonInclude] private int P { get; set; }
            [JsonInclude] private int q;
            [JsonInclude] private readonly int fixedly = 4;
            [JsonInclude] public int I { get; private init; }
            public int Fixedly() => fixedly;
        }
        public class G<T>
        {
            [JsonInclude] private T? V { get; set; }
            [JsonInclude] private T? f;
            public G<T> With(T value) { V = value; f = value; return this; }
            public class In<U> where U : class, new() { [JsonInclude] private T? V { get; set; } [JsonInclude] private U u = new(); }
        }
        public class Under { [JsonInclude] private int Secret { get; set; } = 1; [JsonInclude] protected virtual int V { get; set; } = 2; [JsonInclude] private int own = 7; public int Own() => own; }
        public class Over : Under { protected override int V { get => base.V + 100; set => base.V = value * 2; } }
        public static class Check
        {
            public static void Run()
            {
                Judge.Both(new Ev(new(), new(1), new S(2), [new(), new D().With(4)], new G<int>().With(5), new(), new()));
                Judge.Read<Ev>("{\"a\":{\"p\":5,\"Q\":\"z\",\"r\":9,\"t\":1,\"l\":[4],\"z\":6},\"b\":{\"p\":7,\"q\":8,\"fixedly\":9,\"i\":3},\"c\":{\"p\":7,\"i\":8},\"e\":[{\"P\":1}],\"f\":{\"v\":1,\"f\":2},\"h\":{\"v\":\"s\",\"u\":{\"p\":77}},\"i\":{\"secret\":2,\"v\":50,\"own\":5}}");
                Judge.Read<Ev>("{\"a\":{\"p\":\"x\"}}");
            }
        }
        """);

    [Fact]
    public Task A_private_member_that_is_virtual_is_asked_of_the_value_itself() => CaseSources.IsRight("""
        [Sse.SseEvent("x")] public partial record Ev(Base A);
        public class Base { [JsonInclude] protected virtual int V { get; set; } = 2; }
        public class Derived : Base { protected override int V => 100; }
        public static class Check { public static void Run() => Judge.Write(new Ev(new Derived())); }
        """);

    [Fact]
    public Task Private_members_of_bases_beside_names_that_are_taken() => CaseSources.IsRight("""
        public abstract class Base { [JsonInclude] private int Secret { get; set; } = 1; [JsonInclude] private int own = 2; public int Own() => own; }
        [Sse.SseEvent("x")] public partial class Ev : Base { [JsonInclude] private int Mine { get; set; } = 4; [JsonInclude] private int SseAccessors { get; set; } = 5; public First.D? One { get; set; } = new(); public Second.D? Two { get; set; } = new(); public Second.D.Inner? Three { get; set; } = new(); }
        namespace First { public class D { [JsonInclude] private int P { get; set; } = 3; } }
        namespace Second { public class D { [JsonInclude] private int P { get; set; } = 3; [JsonInclude] private int @class { get; set; } = 3; public class Inner { [JsonInclude] private int P { get; set; } = 6; } } }
        public static class Check { public static void Run() { Judge.Both(new Ev()); Judge.Read<Ev>("{\"secret\":3,\"mine\":4,\"own\":6,\"sseAccessors\":7,\"two\":{\"class\":1}}"); } }
        """);

    [Fact]
    public Task Private_members_that_are_required_arguments_extension_data_or_in_a_closed_set() => CaseSources.IsRight("""
        [Sse.SseEvent("x")] public partial record Ev(D A, R? B, E C, E2 F, A G, A H);
        public class D(int p) { [JsonInclude] private int P { get; set; } = p; [JsonInclude, JsonRequired] private int Q { get; set; } [JsonInclude] private int R { get; set; } = 3; }
        public class R { [JsonConstructor] private R(int a) { A = a; } [JsonInclude] private int A { get; } [JsonInclude] private int B { get; set; } }
        public class E { [JsonInclude, JsonExtensionData] private Dictionary<string, object>? X { get; set; } public int Y { get; set; } }
        public class E2 { [JsonInclude, JsonExtensionData] public Dictionary<string, object>? X { get; private set; } }
        [JsonDerivedType(typeof(B), "b")] public class A { [JsonInclude] private int P { get; set; } = 3; }
        public class B : A { [JsonInclude] private int Q { get; set; } = 3; }
        public static class Check
        {
            public static void Run()
            {
                Judge.Both(new Ev(new(4), null, new(), new(), new(), new B()));
                Judge.Read<Ev>("{\"a\":{\"p\":5}}");
                Judge.Read<Ev>("{\"a\":{\"p\":5,\"q\":1},\"b\":{\"a\":4,\"b\":6},\"c\":{\"y\":1,\"z\":2},\"f\":{\"z\":[3]},\"g\":{\"p\":5},\"h\":{\"$type\":\"b\",\"p\":8,\"q\":9}}");
            }
        }
        """);

    [Fact]
    public Task A_hub_with_options_of_its_own_reaches_them_too() => CaseSources.IsRight("""
        [Sse.SseEvent("x")] public partial class Ev { [JsonInclude] private int MyValue { get; set; } = 4; [JsonInclude] private int field = 4; public int Field() => field; }
        [Sse.SseHub(typeof(Ev)), Sse.SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)] public sealed partial class Hub;
        """);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Private_setters_and_getters_of_another_assembly_are_reached(bool hidesPrivate) => CaseSources.IsRight(new Case(CaseSources.Usings + """
        [Sse.SseEvent("x")] public partial record Ev(Lib.D A, Lib.S B, Lib.G<int> C, Lib.G<string>? E, Lib.R F) : Lib.Base;
        public static class Check
        {
            public static void Run()
            {
                Judge.Both(new Ev(new(), new() { J = 7 }, new(), new(), new(1)) { W = 8 });
                Judge.Read<Ev>("{\"a\":{\"q\":5,\"w\":6,\"s\":7,\"i\":8,\"n\":9,\"sum\":9},\"b\":{\"q\":5,\"i\":8,\"n\":9},\"c\":{\"v\":7,\"l\":[1]},\"e\":{\"v\":\"x\",\"l\":[\"a\"]},\"q\":10,\"w\":11,\"s\":12,\"f\":{\"q\":5}}");
            }
        }
        """)
    {
        Libraries =
        [
            new("Lib", """
                using System.Collections.Generic; using System.Text.Json.Serialization;
                namespace Lib;
                public class D { [JsonInclude] public int Q { get; private set; } = 4; [JsonInclude] public int W { internal get; set; } = 5; public int S { get; internal set; } = 3; [JsonInclude] public int I { get; private init; } public int N { get; private set; } [JsonInclude] public int Sum => 3; }
                public struct S { [JsonInclude] public int Q { get; private set; } [JsonInclude] public int I { get; private init; } public int J { private get; set; } public int N { get; private set; } }
                public class G<T> { [JsonInclude] public T? V { get; private set; } [JsonInclude] public List<T>? L { private get; set; } }
                public class R(int q) { [JsonInclude] public int Q { get; } = q; }
                public record Base { [JsonInclude] public int Q { get; private set; } = 4; [JsonInclude] public int W { private get; set; } = 5; [JsonInclude] public int S { get; private protected set; } = 3; [JsonInclude] protected int P { get; set; } = 6; }
                """, HidesPrivate: hidesPrivate),
        ],
    });

    [Fact]
    public async Task Private_members_of_another_assembly_are_refused_by_name()
    {
        var run = await CaseRun.Of(new Case(CaseSources.Usings + """
            [Sse.SseEvent("a")] public partial record A(Lib.Property X);
            [Sse.SseEvent("b")] public partial record B(Lib.Field[] X);
            [Sse.SseEvent("c")] public partial record C : Lib.Base;
            [Sse.SseEvent("d")] public partial record D(Lib.Set X);
            [Sse.SseEvent("e")] public partial record E(Lib.Derived X, Lib.Left Y);
            """)
        {
            Libraries =
            [
                new("Lib", """
                    using System.Text.Json.Serialization;
                    namespace Lib;
                    public class Property { [JsonInclude] private int P { get; set; } }
                    public class Field { [JsonInclude] internal int f = 3; }
                    public record Base { [JsonInclude] private int P { get; set; } }
                    [JsonDerivedType(typeof(Listed), "l")] public class Set; public class Listed : Set { [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.Never)] private int P { get; set; } }
                    public class Derived { [JsonInclude] private protected int P { get; set; } }
                    public class Left { [JsonInclude, JsonIgnore] private int P { get; set; } [JsonIgnore(Condition = JsonIgnoreCondition.Always), JsonInclude] private int Q { get; set; } private int R { get; set; } }
                    """),
            ],
        });
        run.Faults.ShouldBeEmpty();
        run.Refusals.Select(refusal => refusal[..7]).ShouldBe(["SSE0006", "SSE0006", "SSE0011", "SSE0006", "SSE0006"], ignoreOrder: true);
        foreach (var name in new[] { "Property.P", "Field.f", "Base.P", "Listed.P", "Derived.P" })
            run.Refusals.ShouldContain(refusal => refusal.Contains($"{name} has [JsonInclude] and is private in Lib", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_type_that_only_its_container_can_name_is_refused() => CaseSources.IsRefused(new Case(CaseSources.Usings + """
        [Sse.SseEvent("a")] public partial record A(D X);
        public class D { [JsonInclude] private List<Hidden> H { get; set; } = []; [JsonInclude] private Kind K { get; set; } [JsonInclude, JsonConverter(typeof(JsonStringEnumConverter))] private Kind? J { get; set; } private record Hidden(int X); private enum Kind { None } }
        """), "SSE0006", "SSE0006", "SSE0006");

    [Fact]
    public async Task A_private_constructor_of_another_assembly_is_not_passed_over()
    {
        var run = await CaseRun.Of(new Case("""
            [Sse.SseEvent("x")] public partial record Ev(Lib.D A);
            public static class Check { public static void Run() { Sse.Tests.Cases.Judge.Write(new Ev(new())); Sse.Tests.Cases.Judge.Equal("False", System.Linq.Enumerable.Any(typeof(Ev).GetInterfaces(), contract => contract.Name.StartsWith("ISseReadable")).ToString()); } }
            """)
        {
            Libraries = [new("Lib", "using System.Text.Json.Serialization; namespace Lib; public class D { public D() { } [JsonConstructor] private D(int p) => P = p * 2; public int P { get; set; } = 3; }")],
        });
        run.Refusals.Concat(run.Faults).ShouldBeEmpty();
    }
}
