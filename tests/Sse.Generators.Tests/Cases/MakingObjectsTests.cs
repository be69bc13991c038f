namespace Sse.Tests.Cases;

/// <summary>How an object comes to be and gets its members, as System.Text.Json does it.</summary>
public class MakingObjectsTests
{
    [Theory]
    [InlineData("public Point() { X = 3; } public int X { get; set; } public int Y { get; init; } = 4;")]
    [InlineData("public Point() { X = 3; } public required int X { get; set; } public int Y { get; init; }")]
    [InlineData("[SetsRequiredMembers] public Point() { X = 3; } public required int X { get; set; } public int Y { get; init; }")]
    [InlineData("public Point(int x) { X = x; } public int X { get; set; } public int Y { get; init; } ")]
    [InlineData("[JsonConstructor] public Point(int x) { X = x; } public Point() { X = 5; } public int X { get; } public int Y { get; set; } = 6;")]
    [InlineData("[JsonConstructor] public Point() { X = 5; } public Point(int x) { X = x; } public int X { get; set; } public int Y { get; set; } = 6;")]
    public Task A_struct_starts_from_its_parameterless_constructor(string body) => IsRight($$"""
        [Sse.SseEvent("p")] public partial struct Point { {{body}} }
        [Sse.SseEvent("h")] public partial record Holder(Inner Inner, Inner? Maybe, Inner[] Many);
        public struct Inner { {{body.Replace("Point(", "Inner(", StringComparison.Ordinal)}} }
        public static class Check
        {
            public static void Run()
            {
                foreach (var json in new[] { "{}", "{\"x\":1}", "{\"y\":2}", "{\"x\":1,\"y\":2,\"x\":3}" })
                {
                    Judge.Read<Point>(json);
                    Judge.Read<Holder>("{\"inner\":" + json + ",\"maybe\":" + json + ",\"many\":[" + json + "]}");
                }
            }
        }
        """);

    [Theory]
    [InlineData("class", "")]
    [InlineData("class", "public Told(int c) => C = c;")]
    [InlineData("struct", "public Told() { }")]
    [InlineData("struct", "[JsonConstructor] public Told(int c) => C = c;")]
    public Task Setters_are_called_in_the_order_of_the_JSON_and_as_often(string kind, string constructor) => IsRight($$"""
        [Sse.SseEvent("t")] public partial {{kind}} Told
        {
            {{constructor}}
            private string _log = "";
            private int _a;
            public int C { get; {{(constructor.Contains("int c", StringComparison.Ordinal) ? "" : "set;")}} }
            public int A { get => _a; set { if (value < 0) throw new ArgumentException("negative"); _a = value; _log += "a" + value; } }
            public Part? B { get => null; set => _log += "b" + value?.X; }
            public string? D { get => _log; init => _log += "d" + value; }
            public int E { get; set; }
        }
        public record Part(int X);
        public static class Check
        {
            public static void Run()
            {
                foreach (var json in new[] { "{\"a\":1,\"b\":{\"x\":2},\"d\":\"q\"}", "{\"d\":\"q\",\"c\":3,\"b\":{\"x\":[1]},\"a\":1}", "{\"b\":{\"x\":2},\"d\":\"q\",\"a\":1,\"c\":4,\"a\":2,\"e\":5}", "{\"a\":-1,\"a\":1}", "{\"c\":1,\"c\":2,\"unknown\":[{}],\"a\":7}", "{\"b\":null}" })
                    Judge.Read<Told>(json);
            }
        }
        """);

    [Fact]
    public Task Callbacks_come_at_the_moments_of_the_serializer_and_as_often() => IsRight("""
        [Sse.SseEvent("a")] public partial class Ev : IJsonOnSerializing, IJsonOnSerialized, IJsonOnDeserialized, IJsonOnDeserializing
        {
            public int A { get; set; } public int S { get; set; } public int D { get; set; } public int T { get; set; } public Part? Inner { get; set; } public Value Struct { get; set; } public List<Part> Parts { get; set; } = [];
            void IJsonOnSerializing.OnSerializing() => S++; void IJsonOnSerialized.OnSerialized() => D += 100; void IJsonOnDeserialized.OnDeserialized() => T = A * 2; void IJsonOnDeserializing.OnDeserializing() => D = 50;
        }
        public class Part : IJsonOnDeserialized, IJsonOnSerializing { public int A { get; set; } public int B { get; set; } void IJsonOnDeserialized.OnDeserialized() => B += A * 2; void IJsonOnSerializing.OnSerializing() => B++; }
        public struct Value : IJsonOnSerializing, IJsonOnDeserializing { public int A { get; set; } public int B { get; set; } void IJsonOnSerializing.OnSerializing() => B++; void IJsonOnDeserializing.OnDeserializing() => B += 7; }
        public static class Check
        {
            public static void Run()
            {
                Judge.Write(() => new Ev { A = 1 });
                Judge.Write(() => { var part = new Part { A = 2 }; return new Ev { Inner = part, Parts = [part, part], Struct = new() { B = 3 } }; });
                foreach (var json in new[] { "{\"a\":5}", "{\"d\":1,\"t\":9,\"a\":3}", "{\"inner\":{\"a\":4,\"b\":1},\"struct\":{\"a\":1},\"parts\":[{\"a\":1},null]}" }) Judge.Read<Ev>(json);
            }
        }
        """);

    [Fact]
    public Task What_code_can_not_call_is_called_all_the_same() => IsRight("""
        [Sse.SseEvent("a")] public partial record Priority { [JsonConstructor] public Priority(int a) => A = a; [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] internal Priority(long a) => A = -1; public int A { get; } }
        [Sse.SseEvent("b")] public partial record Closed(Inner Inner);
        public class Inner { [JsonConstructor] private Inner(int a) => A = a; public static Inner Of(int a) => new(a); public int A { get; } }
        [Sse.SseEvent("c")] public partial record Secret([property: JsonIgnore] string Password) { public int A { get; init; } }
        [Sse.SseEvent("d")] public partial class Ambiguous { [JsonConstructor] public Ambiguous(int id, string? token = null) => Id = id; internal Ambiguous(int id, Uri? uri) => Id = -id; public int Id { get; } [JsonIgnore] public string? Token { get; } }
        [Sse.SseEvent("e")] public partial record Unseen { public required int Field; public int A { get; set; } }
        [Sse.SseEvent("f")] public partial record UnseenInside(InnerUnseen Inner);
        public class InnerUnseen { public required int Field; public required string Text { get; init; } }
        [Sse.SseEvent("g")] public partial class Forbidden { [Obsolete("", true), JsonConstructor] public Forbidden() => A = 4; public Forbidden(int a) => A = a; public int A { get; set; } }
        public static class Check
        {
            public static void Run()
            {
                Judge.Both(new Priority(3));
                Judge.Both(new Closed(Inner.Of(3)));
                Judge.Both(new Secret("x") { A = 1 });
                Judge.Both(new Ambiguous(3));
                Judge.Both(new Unseen { Field = 1, A = 2 });
                Judge.Both(new UnseenInside(new() { Field = 1, Text = "x" }));
                Judge.Read<UnseenInside>("{\"inner\":{}}");
                Judge.Both(new Forbidden(7));
                Judge.Read<Forbidden>("{}");
            }
        }
        """);

    [Fact]
    public Task Setters_of_generic_types_and_of_bases_are_reached() => IsRight("""
        public class Box<T> where T : IComparable<T> { public required T Content { get; init; } [JsonInclude] public T? Last { get; private set; } public class Lid<U> where U : class { public U? Handle { get; init; } public T? Edge { get; init; } } }
        public abstract class Base { [JsonInclude] public int P { get; protected set; } = 1; [JsonInclude] protected int Q { get; set; } = 2; [JsonInclude] public int R { get; private protected set; } = 3; public virtual int S { get; init; } = 4; [JsonInclude] protected int F = 5; }
        [Sse.SseEvent("a")] public partial record Boxes(Box<int> Number, Box<string>? Text, Box<int>.Lid<string>? Lid);
        [Sse.SseEvent("b")] public partial class Derived : Base { public new int P { get; set; } = 6; public override int S { get; init; } = 7; }
        public static class Check
        {
            public static void Run()
            {
                Judge.Both(new Boxes(new() { Content = 1 }, new() { Content = "x" }, new() { Handle = "h", Edge = 9 }));
                Judge.Read<Boxes>("{\"number\":{\"content\":4,\"last\":5},\"text\":{\"content\":\"a\",\"last\":\"b\"}}");
                Judge.Read<Boxes>("{\"number\":{},\"lid\":{}}");
                Judge.Both(new Derived());
                Judge.Read<Derived>("{\"p\":10,\"q\":11,\"r\":12,\"s\":13,\"f\":14}");
            }
        }
        """);

    [Fact]
    public Task A_collection_that_can_only_be_set_is_not_set() => IsRight("""
        [Sse.SseEvent("a")] public partial class Hidden
        {
            public List<int>? A { private get; set; }
            public Dictionary<string, int>? B { private get; set; }
            public int[]? C { set => D = value?.Length ?? 0; }
            public int D { get; private set; }
            public IList<int>? E { private get; set; }
            public byte[]? F { private get; set; }
            public string? G { private get; set; }
            public Stack<int>? H { set => D = 9; }
            [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public List<int>? I { private get; set; }
        }
        public static class Check
        {
            public static void Run()
            {
                foreach (var member in "abcdefghi")
                    foreach (var value in new[] { "[1]", "{\"x\":1}", "5", "\"AQ==\"", "null" })
                        Judge.Read<Hidden>($"{{\"{member}\":{value}}}");
            }
        }
        """);

    [Fact]
    public Task An_unsigned_enum_takes_no_sign() => IsRight("""
        [Sse.SseEvent("a")] public partial record Signs(A A, B B, C C, D D, E E, F F);
        public enum A : byte { X } public enum B : uint { X }
        [JsonConverter(typeof(JsonStringEnumConverter))] public enum C : byte { X }
        [JsonConverter(typeof(JsonStringEnumConverter))] public enum D : ushort { X }
        [JsonConverter(typeof(JsonStringEnumConverter))] public enum E : ulong { X }
        [JsonConverter(typeof(JsonStringEnumConverter))] public enum F : sbyte { X }
        public static class Check
        {
            public static void Run()
            {
                foreach (var member in "abcdef")
                    foreach (var value in new[] { "-0", "-0.0", "0", "\"-0\"", "\"+0\"", "-1", "1" })
                        Judge.Read<Signs>($"{{\"{member}\":{value}}}");
            }
        }
        """);

    private static Task IsRight(string source) => CaseSources.IsRight(source);
}
