namespace Sse.Tests.Cases;

/// <summary>How numbers are read and written where JsonNumberHandling comes from options, a holder, a member or a collection's own type.</summary>
public class NumberHandlingTests
{
    private const string Usings = "using System.Collections.Immutable; using System.Text.Json;\n";

    [Fact]
    public Task A_sequence_that_is_a_struct_and_may_be_null_is_read_strictly() => IsRight("""
        [Sse.SseEvent("x")] public partial record Ev(ImmutableArray<int>? A, Memory<int>? B, ReadOnlyMemory<double>? C, List<ImmutableArray<int>?> D, Dictionary<string, ImmutableArray<float>?> E, ImmutableArray<int?>? F, ImmutableArray<List<int>>? G, ImmutableArray<object>? H, ImmutableArray<ImmutableArray<int>?>? I, KeyValuePair<int, ImmutableArray<int>?>? J, Box<ImmutableArray<int>?> K, Memory<byte>? L, ImmutableArray<int> M, Half2? N, ImmutableArray<Half2>? O, ImmutableArray<ImmutableArray<int>> P, S? Q, ArraySegment<int>? R);
        public record struct Half2(int X, ImmutableArray<int>? Y); public record Box<T>(T V);
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] public record struct S(int X, ImmutableArray<int>? Y, List<int> Z, List<List<int>> Aa, int? Bb, ImmutableArray<int> Cc);
        public static class Check { public static void Run() { foreach (var m in "abcdefghijklmnopqr") foreach (var v in new[] { "[\"7\"]", "[7]", "null", "[null]", "{\"q\":\"7\"}", "[[\"7\"]]", "{\"q\":[\"7\"]}", "[\"NaN\"]", "[{\"x\":\"7\"}]", "{\"key\":\"5\",\"value\":[\"5\"]}", "{\"key\":\"5\",\"value\":[5]}", "{\"v\":[\"5\"]}", "{\"v\":[5]}", "{\"x\":\"1\",\"y\":[\"5\"]}", "{\"x\":\"1\",\"z\":[\"5\"]}", "{\"x\":\"1\",\"aa\":[[\"5\"]],\"bb\":\"4\",\"cc\":[\"5\"]}" }) Judge.Read<Ev>("{\"" + m + "\":" + v + "}"); Judge.Write(new Ev([1], new[]{1}, new[]{1.5}, [[1]], new() { ["a"] = [1] }, [1], [[1]], [1], [[1]], new(1, [1]), new([1]), default, [], new(1, [1]), [], [], new(1, [1], [2], [[1]], 5, [6]), default)); } }
        """);

    [Fact]
    public Task Strict_may_stand_on_anything() => IsRight("""
        [Sse.SseEvent("x")] public partial record Ev([property: JsonNumberHandling(JsonNumberHandling.Strict)] string A, [property: JsonNumberHandling(JsonNumberHandling.Strict)] List<List<int>> B, [property: JsonNumberHandling(JsonNumberHandling.Strict)] ImmutableArray<int>? C, [property: JsonNumberHandling(JsonNumberHandling.Strict)] Half2? D, [property: JsonNumberHandling(JsonNumberHandling.Strict)] int? E);
        public record struct Half2(int X, ImmutableArray<int>? Y);
        public static class Check { public static void Run() { foreach (var m in "abcde") foreach (var v in new[] { "[\"7\"]", "[7]", "null", "\"7\"", "7", "[[\"7\"]]", "{\"x\":\"7\"}" }) Judge.Read<Ev>("{\"" + m + "\":" + v + "}"); Judge.Write(new Ev("a", [[1]], [1], null, 4)); } }
        """);

    [Fact]
    public Task A_collection_may_have_a_handling_of_its_own() => IsRight("""
        [Sse.SseEvent("x")] public partial record Ev(W C, V D, List<V> E, U F, X G, Y H, List<Y> I, Dictionary<string, W> J, Z K, H L);
        [JsonNumberHandling(JsonNumberHandling.Strict)] public class W : List<int>; [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public class X : Dictionary<string, int>; [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals | JsonNumberHandling.WriteAsString)] public class Y : List<double?>; [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public class Z : List<List<int>>; [JsonNumberHandling(JsonNumberHandling.WriteAsString)] public record H(W A, [property: JsonNumberHandling(JsonNumberHandling.Strict)] X B, Y C, List<X> D);
        [JsonNumberHandling(JsonNumberHandling.Strict)] public class V { public int X { get; set; } public List<int>? Y { get; set; } }
        [JsonNumberHandling(JsonNumberHandling.Strict), JsonConverter(typeof(Cu))] public class U;
        public class Cu : JsonConverter<U> { public override U Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) { r.GetString(); return new(); } public override void Write(Utf8JsonWriter w, U v, JsonSerializerOptions o) => w.WriteStringValue("x"); }
        public static class Check { public static void Run() { Judge.Both(new Ev([1], new(), [], new(), new() { ["a"] = 1 }, [1, null], [[2]], new() { ["a"] = [1] }, [[4]], new([1], new() { ["a"] = 1 }, [1], [new() { ["a"] = 1 }]))); foreach (var j in new[] { "{\"c\":[\"1\"]}", "{\"g\":{\"a\":\"1\"}}", "{\"h\":[\"1\"]}", "{\"h\":[\"NaN\"]}", "{\"i\":[[\"1\"]]}", "{\"i\":[[\"NaN\"]]}", "{\"j\":{\"a\":[\"1\"]}}", "{\"k\":[[\"1\"]]}", "{\"l\":{\"a\":[\"1\"],\"b\":{\"a\":\"1\"}}}", "{\"l\":{\"a\":[\"1\"]}}", "{\"l\":{\"c\":[\"NaN\"]}}", "{\"l\":{\"d\":[{\"a\":\"1\"}]}}", "{\"d\":{\"x\":\"1\"}}", "{\"d\":{\"y\":[\"1\"]}}", "{\"e\":[{\"x\":\"1\"}]}" }) Judge.Read<Ev>(j); } }
        """);

    [Fact]
    public Task Converters_are_left_alone() => IsRight("""
        [Sse.SseEvent("x")] public partial record Ev([property: JsonNumberHandling(JsonNumberHandling.WriteAsString), JsonConverter(typeof(Cv))] int C, [property: JsonConverter(typeof(Cv))] int? D, S E);
        [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] public record S([property: JsonConverter(typeof(Cv))] int X, int Y, E Z, [property: JsonConverter(typeof(JsonNumberEnumConverter<E>))] E W, string? T, DateTime U, Dictionary<int, int> V, KeyValuePair<int, int> K, object O, [property: JsonConverter(typeof(Lv))] List<int> L);
        public enum E { A }
        public class Cv : JsonConverter<int> { public override int Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) { return r.GetInt32() + 1; } public override void Write(Utf8JsonWriter w, int v, JsonSerializerOptions o) => w.WriteNumberValue(v + 5); }
        public class Lv : JsonConverter<List<int>> { public override List<int> Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) { return [r.GetInt32() + 1]; } public override void Write(Utf8JsonWriter w, List<int> v, JsonSerializerOptions o) => w.WriteNumberValue(v.Count + 5); }
        public static class Check { public static void Run() { Judge.Both(new Ev(1, 2, new(1, 2, E.A, E.A, null, default, new() { [1] = 2 }, new(3, 4), 5, [1]))); foreach (var j in new[] { "{\"c\":\"1\"}", "{\"d\":\"1\"}", "{\"e\":{\"x\":\"1\"}}", "{\"e\":{\"y\":\"1\"}}", "{\"e\":{\"z\":\"0\"}}", "{\"e\":{\"v\":{\"1\":\"2\"},\"k\":{\"key\":\"1\",\"value\":\"2\"}}}", "{\"e\":{\"l\":\"1\"}}" }) Judge.Read<Ev>(j); } }
        """);

    [Fact]
    public Task A_handling_that_the_serializer_refuses_is_refused() => CaseSources.IsRefused(new Case(CaseSources.Usings + Usings + """
        [Sse.SseEvent("a")] public partial record A([property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] ImmutableArray<int>? C);
        [Sse.SseEvent("b")] public partial record B(W C);
        [JsonNumberHandling(JsonNumberHandling.WriteAsString), JsonConverter(typeof(Wc))] public class W { public int X { get; set; } }
        public class Wc : JsonConverter<W> { public override W Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => throw new JsonException(); public override void Write(Utf8JsonWriter w, W v, JsonSerializerOptions o) => w.WriteStringValue("x"); }
        """), "SSE0006", "SSE0006");

    private static Task IsRight(string source) => CaseSources.IsRight(new Case(CaseSources.Usings + Usings + source));
}
