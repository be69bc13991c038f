namespace Sse.Tests.Diagnostics;

/// <summary>Declarations of hubs and keys, each with the diagnostics at their exact spans, and call sites that bring no others.</summary>
public static class HubDiagnosticCases
{
    private const string Tick = "\n[Sse.SseEvent] public partial record Tick([property: Sse.SseKey] int Number);";

    public static TheoryData<string> All { get; } =
    [
        // SSE0101
        "[Sse.SseHub(typeof(Tick))] public sealed class {|SSE0101:Hub|};" + Tick,
        "class Outer { [Sse.SseHub(typeof(Tick))] public sealed partial class {|SSE0101:Hub|}; }" + Tick,

        // SSE0102
        "[Sse.SseHub(typeof(Tick))] public partial class {|SSE0102:Hub|}<T>; static class Site { static void Use(Hub<int> hub) => hub.Publish(new Tick(1)); }" + Tick,
        "partial class Outer<T> { [Sse.SseHub(typeof(Tick))] public partial class {|SSE0102:Hub|}; }" + Tick,
        "[Sse.SseHub(typeof(Tick))] public static partial class {|SSE0102:Hub|};" + Tick,
        "[Sse.SseHub(typeof(Tick))] public abstract partial class {|SSE0102:Hub|}; static class Site { static void Use(Hub hub) => hub.Topic(\"a\").Publish(new Tick(1)); }" + Tick,
        "[Sse.SseHub(typeof(Tick))] public sealed partial record {|SSE0102:Hub|};" + Tick,
        "[Sse.SseHub(typeof(Tick))] file sealed partial class {|SSE0102:Hub|};" + Tick,
        "[Sse.SseHub(typeof(Tick))] public sealed partial class {|SSE0102:Hub|} : System.EventArgs; static class Site { static void Use(Hub hub) => hub.Publish(new Tick(1)); }" + Tick,
        "[Sse.SseHub(typeof(Tick))] public sealed class {|SSE0102:Publisher|};" + Tick,

        "[Sse.SseHub(typeof(Tick), Topics = {|SSE0102:(Sse.SseTopics)7|})] public sealed partial class Hub; static class Site { static void Use(Hub hub) => hub.Publish(new Tick(1)); }" + Tick,
        "[Sse.SseEvent(\"x\"), Sse.SseHub(typeof(Tick))] public sealed partial class {|SSE0102:Both|}; static class Site { static void Use(Both hub) => hub.Publish(new Tick(1)); }" + Tick,

        // SSE0103
        """
        [Sse.SseHub(typeof(Tick))]
        public sealed partial class Hub { public {|SSE0103:Hub|}() { } internal {|SSE0103:Hub|}(int number) => Number = number; public int Number { get; } }
        static class Site { static async System.Threading.Tasks.Task Use(Hub hub) { hub.Publish(new Tick(1)); await hub.Topics(["a"]).PublishAsync(new Tick(1)); } }
        """ + Tick,
        "[Sse.SseHub(typeof(Tick))] public sealed partial class Hub{|SSE0103:(int number)|} { public int Number => number; }" + Tick,

        // SSE0104
        "[Sse.SseHub(typeof(Tick), {|SSE0104:typeof(Tick)|}, Topics = Sse.SseTopics.None)] public sealed partial class Hub; static class Site { static void Use(Hub hub) => hub.Publish(new Tick(1)); }" + Tick,
        "[Sse.SseHub(new[] { typeof(Tick), {|SSE0104:typeof(global::Tick)|} })] public sealed partial class Hub;" + Tick,
        "[Sse.SseHub([typeof(Tick), {|SSE0104:typeof(Tick)|}, {|SSE0104:typeof(Tick)|}])] public sealed partial class Hub;" + Tick,

        // SSE0105
        """
        public record Plain;
        [Sse.SseHub(typeof(Tick), {|SSE0105:typeof(Plain)|}, {|SSE0105:typeof(int)|}, {|SSE0105:typeof(int[])|}, {|SSE0105:null!|}, {|SSE0105:typeof(System.Collections.Generic.List<>)|})]
        public sealed partial class Hub;
        static class Site { static void Use(Hub hub) { hub.Publish(new Tick(1)); hub.Topic("a").Publish(new Plain()); } }
        """ + Tick,
        "[Sse.SseHub({|SSE0105:typeof(Sse.SseGap)|})] public sealed partial class Hub;",

        // SSE0106: SSE0107 stays away where a hub lists both.
        """
        [Sse.SseEvent("tick")] public partial record Other(int X);
        [Sse.SseHub(typeof(Tick), {|SSE0106:typeof(Other)|})] public sealed partial class Hub;
        static class Site { static void Use(Hub hub) { hub.Publish(new Tick(1)); hub.Publish(new Other(1)); } }
        """ + Tick,

        // SSE0107
        """
        namespace A { [Sse.SseEvent("a")] public partial record First(int X); [Sse.SseEvent("a")] public partial record struct {|SSE0107:Second|}(int X); }
        namespace B { [Sse.SseEvent] public partial class {|SSE0107:A|}; [Sse.SseEvent("A")] public partial class NotTheSame; }
        """,
        """
        [Sse.SseEvent("tick")] public partial record Other(int X);
        [Sse.SseHub(typeof(Tick))] public sealed partial class Hub;
        [Sse.SseHub(typeof(Other))] public sealed partial class Another;
        """ + Tick.Replace("Tick", "{|SSE0107:Tick|}", StringComparison.Ordinal),

        // SSE0108
        "[Sse.SseHub] public sealed partial class {|SSE0108:Hub|};",
        "[Sse.SseHub(Topics = Sse.SseTopics.Required)] public sealed partial class {|SSE0108:Hub|}; static class Site { static void Use(Hub hub) => hub.Topic(\"a\").Complete(); }",

        // SSE0109
        """
        [Sse.SseEvent("a")] public partial class A([Sse.SseKey] int {|SSE0109:number|}) { public int Twice => 2 * number; }
        [Sse.SseEvent("b")] public partial class B { [Sse.SseKey] public static int {|SSE0109:Number|} => 1; [Sse.SseKey] public int {|SSE0109:Unread|} { set { } } }
        [Sse.SseEvent("c")] public partial class C : Base { public int X { get; set; } }
        public class Base { [Sse.SseKey] private int {|SSE0109:Hidden|} => 1; public int Shown => Hidden; }
        [Sse.SseEvent("d", Removes = {|SSE0109:typeof(Tick)|})] public partial record D(int Number);
        static class Site { static void Use(A a, D d) { Sites.Take(a); Sites.Take(d); } }
        """ + Tick,

        // SSE0110
        """
        [Sse.SseEvent("a")]
        public partial record A(
            [Sse.SseKey] decimal {|SSE0110:P|}, [Sse.SseKey] double {|SSE0110:Q|}, [Sse.SseKey] System.DateTimeOffset {|SSE0110:R|}, [Sse.SseKey] System.DateTime {|SSE0110:S|},
            [Sse.SseKey] System.Uri {|SSE0110:T|}, [Sse.SseKey] byte[] {|SSE0110:U|}, [Sse.SseKey] System.Collections.Generic.List<int> {|SSE0110:V|}, [Sse.SseKey] string Fine);
        static class Site { static void Use(A a) => Sites.Take(a); }
        """,

        // SSE0111
        """
        [Sse.SseEvent("a")] public partial record struct A([Sse.SseKey] string? {|SSE0111:P|}, [Sse.SseKey] int? {|SSE0111:Q|}, [property: Sse.SseKey] System.DayOfWeek? {|SSE0111:R|});
        static class Site { static void Use(A a) => Sites.Take(a); }
        """,
        """
        #nullable disable
        [Sse.SseEvent("a")] public partial record A([Sse.SseKey] string Oblivious);
        """,

        // SSE0112
        """
        [Sse.SseEvent("a", Removes = {|SSE0112:typeof(A)|})] public partial record A([Sse.SseKey] int Number);
        [Sse.SseEvent("b", Removes = {|SSE0112:typeof(string)|})] public partial record B([Sse.SseKey] int Number);
        [Sse.SseEvent("c", Removes = {|SSE0112:typeof(Keyless)|})] public partial record C([Sse.SseKey] int Number);
        [Sse.SseEvent("d", Removes = {|SSE0112:typeof(Tick)|})] public partial record D([Sse.SseKey] long Number);
        [Sse.SseEvent("e", Removes = {|SSE0112:typeof(Tick)|})] public partial record E([Sse.SseKey] int Other);
        [Sse.SseEvent("f", Removes = {|SSE0112:typeof(Tick)|})] public partial record F([Sse.SseKey] int Number, [Sse.SseKey] int More);
        [Sse.SseEvent("g", Removes = typeof(Tick))] public partial record G([Sse.SseKey] int Number, string Reason);
        [Sse.SseEvent("h")] public partial record Keyless(int Number);
        static class Site { static void Use(D d) => Sites.Take(d); }
        """ + Tick,

        """
        [Sse.SseKey, Sse.SseEvent("a", Removes = {|SSE0112:typeof(Tick)|})] public partial record A(int Number);
        [Sse.SseEvent("b", Removes = {|SSE0112:typeof(OfTopic)|})] public partial record B([Sse.SseKey] int Number);
        [Sse.SseKey, Sse.SseEvent("c", Removes = typeof(OfTopic))] public partial record C(string Reason);
        [Sse.SseKey, Sse.SseEvent("d")] public partial record OfTopic(int Number);
        """ + Tick,

        // What a removal removes is a value, not another removal.
        """
        [Sse.SseEvent("a", Removes = typeof(Tick))] public partial record A([Sse.SseKey] int Number);
        [Sse.SseEvent("b", Removes = {|SSE0112:typeof(A)|})] public partial record B([Sse.SseKey] int Number);
        [Sse.SseEvent("c", Removes = {|SSE0112:typeof(D)|})] public partial record C([Sse.SseKey] int Number);
        [Sse.SseEvent("d", Removes = {|SSE0112:typeof(C)|})] public partial record D([Sse.SseKey] int Number);
        [Sse.SseKey, Sse.SseEvent("e", Removes = {|SSE0112:typeof(F)|})] public partial record E(int Number);
        [Sse.SseKey, Sse.SseEvent("f", Removes = typeof(OfTopic))] public partial record F(int Number);
        [Sse.SseKey, Sse.SseEvent("g")] public partial record OfTopic(int Number);
        static class Site { static void Use(B b) => Sites.Take(b); }
        """ + Tick,

        // All that is wrong with a hub is told at once.
        """
        [Sse.SseHub(typeof(Tick), {|SSE0104:typeof(Tick)|}, {|SSE0105:typeof(string)|}, Topics = {|SSE0102:(Sse.SseTopics)7|})]
        public class {|SSE0101:Hub|} { public {|SSE0103:Hub|}() { } public int {|SSE0115:Topic|}; public int {|SSE0115:Match|}; }
        [Sse.SseHub] public abstract partial record {|SSE0102,SSE0102,SSE0102,SSE0108:Bad|}<T>;
        """ + Tick,

        // SSE0114
        """
        [Sse.SseKey, Sse.SseEvent("a")] public partial record {|SSE0114:A|}([Sse.SseKey] int Number);
        [Sse.SseEvent("b")] public partial class {|SSE0114:B|} : Base { [Sse.SseKey] public int Number { get; set; } }
        [Sse.SseEvent("c")] public partial class C : Base { public int Number { get; set; } }
        [Sse.SseKey] public class Base;
        static class Site { static void Use(A a) => Sites.Take(a); }
        """,

        // SSE0115: what is still generated goes on compiling.
        """
        [Sse.SseHub(typeof(Tick))]
        public sealed partial class Hub
        {
            public string {|SSE0115:Topic|} => "x";
            public int {|SSE0115:Topics|};
            public string {|SSE0115:User|}(string id) => id;
            public string User(int id) => User($"{id}");
            public void {|SSE0115:Publish|}(Tick tick) { }
            public static void {|SSE0115:Match|}(object value, int number) { }
            public class {|SSE0115:Switch|};
            public void Publish(int number) => PublishAsync(new Tick(number)).AsTask().Wait();
            public bool TryGetLatest() => TryGetLatest(out _, 1);
        }
        """ + Tick,
        """
        [Sse.SseHub(typeof(Tick))] public sealed partial class Hub { public class {|SSE0115:Publisher|}; public event System.Action? {|SSE0115:PublishAsync|}; public void Use() { Publish(new Tick(1)); PublishAsync?.Invoke(); } }
        [Sse.SseHub(typeof(Tick))] public sealed partial class {|SSE0102:Topic|};
        """ + Tick,
        "[Sse.SseHub(typeof(Nested.Topic))] public sealed partial class Nested { [Sse.SseEvent] public partial record {|SSE0115:Topic|}(int Number); }",

        // SSE0116
        """
        public partial class Outer
        {
            [Sse.SseEvent] private sealed partial record Private(int X);
            [Sse.SseEvent] protected partial record Protected(int X);
            [Sse.SseEvent] private protected partial record Both(int X);
            [Sse.SseEvent] protected internal partial record Either(int X);
            [Sse.SseEvent] internal partial record Internal(int X);
            [Sse.SseHub({|SSE0116:typeof(Private)|}, {|SSE0116:typeof(Protected)|}, {|SSE0116:typeof(Both)|}, typeof(Either), typeof(Internal))] public sealed partial class Public;
            [Sse.SseHub({|SSE0116:typeof(Private)|}, {|SSE0116:typeof(Protected)|}, {|SSE0116:typeof(Both)|}, typeof(Internal))] internal sealed partial class InternalHub;
            [Sse.SseHub(typeof(Private), typeof(Protected), typeof(Both), typeof(Either), typeof(Internal))] private sealed partial class PrivateHub;
            [Sse.SseHub({|SSE0116:typeof(Private)|}, typeof(Protected), {|SSE0116:typeof(Both)|}, typeof(Internal))] protected sealed partial class ProtectedHub;
            private static void Use(PrivateHub a, ProtectedHub b, Public c) { a.Publish(new Private(1)); b.Publish(new Protected(1)); c.Publish(new Either(1)); c.Topic("x").Publish(new Internal(1)); }
        }
        """,

        // SSE0113: at the event; it can be published all the same.
        """
        using System.Text.Json.Serialization;
        [Sse.SseEvent("a")] public partial class {|SSE0113:A|} { public A(int x, string y) { X = x + y.Length; } public int X { get; } }
        [Sse.SseEvent("b")] public partial class {|SSE0113:B|} { public B(int x) { X = x; } public B(string x) { X = x.Length; } public int X { get; } }
        [Sse.SseEvent("c")] public partial class {|SSE0113:C|} { private C() { } public static C Create() => new(); public int X { get; set; } }
        [Sse.SseEvent("d")] public partial record {|SSE0113:D|}(Abstract Inner, int X);
        [Sse.SseEvent("e")] public partial record {|SSE0113:E|}(System.Collections.Generic.List<Chosen> Inner);
        [Sse.SseEvent("f")] public partial class F { [JsonRequired] public int {|SSE0006:X|} => 1; }
        [Sse.SseEvent("g")] public partial class {|SSE0113:G|} { [JsonConstructor] public G(int x) { X = x; } [JsonConstructor] public G() { } public int X { get; } }
        [Sse.SseEvent("i")] public partial class I { [JsonConstructor] private I(int x) { X = x; } public int X { get; } }
        public abstract class Abstract { public int X { get; set; } }
        public class Chosen { public Chosen(int x) { X = x; } public Chosen(string x) { X = x.Length; } public int X { get; } }
        static class Site { static void Use(A a, D d) { Sites.Take(a); Sites.Take(d); } }
        """,

        // What the compiler says itself is not said again, nor what is wrong with an event at its hub.
        "[Sse.SseHub(typeof({|CS0246:Missing|}), typeof(Tick))] public sealed partial class Hub; static class Site { static void Use(Hub hub) => hub.Publish(new Tick(1)); }" + Tick,
        "[Sse.SseHub(typeof(Bad))] public sealed partial class Hub; [Sse.SseEvent] public partial record Bad(System.Type {|SSE0006:X|}); static class Site { static void Use(Hub hub, Bad bad) => hub.Publish(bad); }",
        "[Sse.SseEvent(\"x\", Removes = typeof({|CS0246:Missing|}))] public partial record Gone([Sse.SseKey] int Number);",
        "[Sse.SseHub(typeof(Tick))] public sealed partial class Hub : Sse.SseHub; [Sse.SseHub(typeof(Tick))] internal sealed partial class Other { private readonly int _own = 1; public int Own() => _own; }" + Tick,

        // Types that are no events of their own.
        "[Sse.SseHub({|SSE0105:typeof(Foreign)|})] public sealed partial class Hub; public class Foreign { public int X { get; set; } } static class Site { static void Use(Hub hub) => hub.Publish(new Foreign()); }",
        """
        [Sse.SseHub, {|SSE0006:Sse.SseEvent<Foreign>("a")|}, {|SSE0105:Sse.SseEvent<Named>("sse-x")|}, {|SSE0105:Sse.SseEvent<System.Collections.Generic.List<int>>("list")|}, {|SSE0105:Sse.SseEvent<System.Guid>|}]
        public sealed partial class Hub;
        public class Foreign { public System.Type? Kind { get; set; } }
        public record Named(int X);
        static class Site { static void Use(Hub hub) { hub.Publish(new Foreign()); hub.Publish(new Named(1)); } }
        """,
        """
        using System.Text.Json.Serialization;
        [Sse.SseHub({|SSE0006:typeof(Own)|}), Sse.SseJson(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
        public sealed partial class Hub;
        [Sse.SseEvent("own")] public partial class Own { [JsonInclude] private Secret? Hidden { get; set; } private sealed record Secret(int X); }
        static class Site { static void Use(Hub hub) => hub.Publish(new Own()); }
        """,
    ];
}
