namespace Sse.Tests.Diagnostics;

/// <summary>
/// Declarations, each with the diagnostics at their exact spans, and nothing else: the call site that each brings along
/// would otherwise be the first of a tail of compiler errors.
/// </summary>
public static class DiagnosticCases
{
    public static TheoryData<string> All { get; } =
    [
        // SSE0001: no part can be added, so there is no call site here; the type is not an event yet.
        """
        namespace Acme;
        [Sse.SseEvent("price")]
        public record {|SSE0001:PriceChanged|}(string Symbol);
        """,
        """
        public class Outer
        {
            public partial struct Middle
            {
                private interface IInner { [Sse.SseEvent("x")] public readonly record struct {|SSE0001:Deep|}(int X); }
            }
        }
        """,
        """
        public class Outer { [Sse.SseEvent("x")] public partial class {|SSE0001:Event|} { public object? Unsupported { get; set; } } }
        """,

        // SSE0002
        """
        [Sse.SseEvent("x")] public partial record {|SSE0002:Generic|}<T>(T Value);
        static class Site { static void Use() => Sites.Take(new Generic<int>(1)); }
        """,
        """
        public partial interface IOuter<T, @class> { [Sse.SseEvent("x")] public partial record {|SSE0002:Inner|}(int Value); }
        static class Site { static void Use() => Sites.Take(new IOuter<int, string>.Inner(1)); }
        """,
        """
        [Sse.SseEvent("x")] public ref partial struct {|SSE0002:Reference|} { public int X { get; set; } }
        """,
        """
        [Sse.SseEvent("x")] public static partial class {|SSE0002:Static|};
        """,
        """
        [Sse.SseEvent("x")] file partial record {|SSE0002:Local|}(int X);
        """,

        """
        [Sse.SseEvent("a")] public partial class Open { protected int {|SSE0002:X|} { get; set; } public int Y { get; set; } }
        [Sse.SseEvent("b")] public partial record Virtual(int X) { public virtual int {|SSE0002:Y|} => 1; }
        [Sse.SseEvent("c")] public partial class Setter { public int {|SSE0002:X|} { get; protected set; } }
        [Sse.SseEvent("d")] public partial class Constructor { protected {|SSE0002:Constructor|}() { } public Constructor(int x) { } }
        [Sse.SseEvent("e")] public partial class Derived : Base { protected override int Y => 2; }
        public class Base { protected virtual int Y => 1; }
        static class Site { static void Use(Open x) => Sites.Take(x); }
        """,

        // SSE0013
        """
        [Sse.SseEvent("x")] public partial record {|SSE0013:Ev|}(OrderId Id);
        public readonly partial struct OrderId;
        static class Site { static void Use(Ev x) => Sites.Take(x); }
        // Added by another generator:
        readonly partial struct OrderId { public int Value => 1; }
        """,

        // SSE0003
        """
        [Sse.SseEvent({|SSE0003:""|})] public partial record Empty(int X);
        static class Site { static void Use() => Sites.Take(new Empty(1)); }
        """,
        """
        [Sse.SseEvent({|SSE0003:"price\nchanged"|})] public partial record Broken(int X);
        static class Site { static void Use() => Sites.Take(new Broken(1)); }
        """,
        """
        [Sse.SseEvent(name: {|SSE0003:"a\0b"|})] public partial record Nul(int X);
        """,
        """
        [Sse.SseEvent({|SSE0003:Names.Reserved|})] public partial record Reserved(System.Type {|SSE0006:X|});
        static class Names { public const string Reserved = "sse-gap"; }
        """,
        """
        [Sse.SseEvent({|SSE0003:"a\ud800"|})] public partial record Half(int X);
        """,
        """
        [Sse.SseEvent] public partial record {|SSE0003:SseGap|}(int X);
        """,

        // All that is wrong with a type, and with the types inside of it, is told at once.
        """
        [Sse.SseEvent({|SSE0003:"sse-x"|})] public record {|SSE0001:Ev|}(System.Type {|SSE0006:X|}, [property: Sse.SseKey] decimal? {|SSE0110,SSE0111:K|});
        [Sse.SseEvent({|SSE0003:""|}, Removes = {|SSE0112:typeof(string)|})] public abstract partial class {|SSE0007:Gone|} { [Sse.SseKey] public double {|SSE0110:K|} { get; set; } }
        [Sse.SseEvent("b")] public partial class Open { protected int {|SSE0002:X|} { get; set; } public virtual int {|SSE0002:Y|} => 1; public System.Type? {|SSE0006:Z|} { get; set; } }
        """,
        """
        [Sse.SseEvent("x")] public partial record Ev(Line {|SSE0006,SSE0006,SSE0006:A|}, System.Collections.Generic.Dictionary<System.Type, System.Delegate> {|SSE0006,SSE0006:B|});
        public record Line(System.Type X, System.Collections.Generic.List<Inner> Inner);
        public record Inner(System.Type Y, System.Delegate Z);
        """,
        """
        using System.Text.Json.Serialization;
        [Sse.SseEvent("x")] public partial record Ev(Shape {|SSE0006,SSE0006:S|}, Clash {|SSE0006,SSE0009,SSE0009:C|}, [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] System.Type {|SSE0006,SSE0006:N|});
        [JsonDerivedType(typeof(Round), "r"), JsonDerivedType(typeof(Square), "s")] public abstract record Shape;
        public record Round(System.Type R) : Shape;
        public record Square(System.Type S) : Shape;
        public class Clash { public int A { get; set; } public int a { get; set; } public int B { get; set; } public int b { get; set; } public System.Type? T { get; set; } }
        """,

        // SSE0004, SSE0005
        """
        [Sse.SseEvent({|SSE0004:"error"|})] public partial record Failed(int X);
        [Sse.SseEvent] public partial record {|SSE0004:Open|}(int X);
        static class Site { static void Use() => Sites.Take(new Open(1)); }
        """,
        """
        [Sse.SseEvent({|SSE0005:"message"|})] public partial record Any(int X);
        """,
        """
        [Sse.SseEvent] public partial record {|SSE0005:Message|}(int X);
        """,

        // SSE0006: at the member, whatever lies between it and the culprit.
        """
        using System;
        using System.Collections.Generic;
        [Sse.SseEvent("x")]
        public partial record Unsupported(
            IntPtr {|SSE0006:A|}, System.Text.StringBuilder {|SSE0006:B|}, Lazy<int> {|SSE0006:C|}, Action {|SSE0006:D|}, int[,] {|SSE0006:E|}, Type {|SSE0006:F|},
            Dictionary<int[], string> {|SSE0006:G|}, System.Collections.ArrayList {|SSE0006:H|}, IAsyncEnumerable<int> {|SSE0006:I|}, nint {|SSE0006:J|},
            System.Net.IPAddress {|SSE0006:K|}, List<Deep> {|SSE0006:L|}, System.Text.Json.JsonProperty {|SSE0006:M|}, Exception {|SSE0006:N|},
            System.Numerics.BigInteger {|SSE0006:O|}, Tuple<int> {|SSE0006:P|}, Delegate {|SSE0006:Q|}, Dictionary<object, string> {|SSE0006:R|}, List<Type>[] {|SSE0006:S|})
        {
            public Func<int>? {|SSE0006:Function|} { get; set; }
            public ref readonly int {|SSE0006:Reference|} => throw null!;
        }
        public record Deep(Dictionary<string, Deeper> Inner);
        public record Deeper(Type Payload);
        static class Site { static void Use(Unsupported x) => Sites.Take(x); }
        """,
        """
        using System.Text.Json;
        using System.Text.Json.Serialization;
        [Sse.SseEvent("x")]
        public partial class Attributes
        {
            [JsonConverter(typeof(Converter))] public long {|SSE0006:Converted|} { get; set; }
            [JsonConverter(typeof(JsonStringEnumConverter<Rights>))] public Plain {|SSE0006:Other|} { get; set; }
            [JsonConverter(typeof(JsonStringEnumConverter))] public Plain[] {|SSE0006:Many|} { get; set; } = [];
            [OwnConverter] public int {|SSE0006:Own|} { get; set; }
            [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public string? {|SSE0006:Number|} { get; set; }
            [JsonExtensionData] public System.Collections.Generic.Dictionary<string, int>? {|SSE0006:Extension|} { get; set; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int {|SSE0006:NeverNull|} { get; set; }
            [JsonIgnore] public object? Ignored { get; set; }
            public object? Unread { set { } }
            [JsonPropertyName("a\ud800")] public int {|SSE0006:HalfName|} { get; set; }
            public Polymorphic? {|SSE0006:Poly|} { get; set; }
            public Numbers? {|SSE0006:Handled|} { get; set; }
            public WithConverter? {|SSE0006:OnType|} { get; set; }
            public Comma {|SSE0006:Names|} { get; set; }
            public Blank {|SSE0006:Same|} { get; set; }
            [System.Obsolete("", true)] public int {|SSE0006:Forbidden|} { get; set; }
            public Hidden? {|SSE0006:Inaccessible|} { get; set; }
            public Derived? {|SSE0006:FromFramework|} { get; set; }
        }
        public class Converter : JsonConverter<int>
        {
            public override int Read(ref Utf8JsonReader reader, System.Type type, JsonSerializerOptions options) => 0;
            public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(1);
        }
        public class OwnConverterAttribute() : JsonConverterAttribute(typeof(Converter));
        public enum Plain { A }
        [System.Flags] public enum Rights { None, Read }
        [System.Flags, JsonConverter(typeof(JsonStringEnumConverter))] public enum Comma { [JsonStringEnumMemberName("a,b")] A }
        [JsonConverter(typeof(JsonStringEnumConverter))] public enum Blank { [JsonStringEnumMemberName("a ")] A }
        [JsonDerivedType(typeof(Derivation), "d")] public sealed class Polymorphic { }
        public class Derivation { }
        [JsonNumberHandling(JsonNumberHandling.WriteAsString), JsonConverter(typeof(Converter))] public class Numbers;
        [JsonConverter(typeof(Converter))] public class WithConverter { }
        public class Hidden { [JsonInclude] private Own? X { get; set; } private class Own; }
        public class Derived : System.EventArgs { }
        """,

        """
        // <auto-generated/>
        [Sse.SseEvent("x")] public partial record WrittenByATool(System.Type {|SSE0006:X|});
        """,

        // SSE0007
        """
        [Sse.SseEvent("x")] public abstract partial record {|SSE0007:Base|}(System.Type {|SSE0006:X|});
        static class Site { static void Use(Base x) => Sites.Take(x); }
        """,

        // SSE0008: a warning; the bytes are the serializer's.
        """
        using System.Collections.Generic;
        [Sse.SseEvent("x")]
        public partial record Tuples((int, int) {|SSE0008:A|}, List<(int X, int Y)?> {|SSE0008:B|}, Inner {|SSE0008:C|}, System.ValueTuple {|SSE0008:D|});
        public record Inner((int, int) Pair);
        """,

        // SSE0009
        """
        [Sse.SseEvent("x")] public partial record Collides(int Id, int {|SSE0009:ID|});
        static class Site { static void Use(Collides x) => Sites.Take(x); }
        """,
        """
        using System.Text.Json.Serialization;
        [Sse.SseEvent("x")] public partial record Renamed(int Id, [property: JsonPropertyName("ID")] int {|SSE0009:Other|});
        [Sse.SseEvent("y")] public partial record Outer(Inner {|SSE0009:Inner|});
        public class Inner { public int A { get; set; } [JsonPropertyName("a")] public int B { get; set; } }
        """,

        """
        [Sse.SseEvent("x")] public partial record Endless(Grows<int>? {|SSE0006:Grows|});
        public class Grows<T> { public Grows<Grows<T>>? Next { get; set; } }
        """,

        // SSE0011
        """
        using System.Text.Json.Serialization;
        [Sse.SseEvent("x")] public partial class {|SSE0011:Numbers|} : System.Collections.Generic.List<object>;
        [Sse.SseEvent("y"), JsonConverter(typeof(JsonConverter<Converted>))] public partial record {|SSE0011:Converted|}(object X);
        [Sse.SseEvent("w")] public partial class {|SSE0011:Args|} : System.EventArgs;
        static class Site { static void Use(Numbers x) => Sites.Take(x); }
        """,

        // SSE0012
        """
        [Sse.SseEvent("x")] public partial record Opaque(Hidden {|SSE0012:A|}, System.Collections.Generic.List<Hidden> {|SSE0012:B|}, Marker C, Ignoring D);
        public readonly struct Hidden(int ticks) { private readonly int _ticks = ticks; public int Ticks() => _ticks; }
        public sealed record Marker;
        public sealed record Ignoring([property: System.Text.Json.Serialization.JsonIgnore] int X);
        static class Site { static void Use(Opaque x) => Sites.Take(x); }
        """,

        // What the compiler says itself is not said again.
        """
        [Sse.SseEvent("x")] public partial record Unknown({|CS0246:Missing|} X, System.Collections.Generic.List<{|CS0246:Gone|}> Y);
        static class Site { static void Use(Unknown x) => Sites.Take(x); }
        """,
        """
        [{|CS0592:Sse.SseEvent|}("x")] public partial interface IContract { int X { get; } }
        """,
        """
        [Sse.SseEvent("x")] public partial record Fine(int X, string? Y);
        static class Site { static void Use(Fine x) => Sites.Take(x); }
        """,
    ];
}
