namespace Sse.Tests.Cases;

/// <summary>[JsonObjectCreationHandling]: what is there already is filled, as System.Text.Json fills it.</summary>
public class PopulationTests
{
    private const string Usings = "#pragma warning disable SSE0008\nusing System.Collections; using System.Collections.Concurrent; using System.Collections.ObjectModel;\n";
    private const string Populate = "JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)";

    private const string OwnList = """
        public struct OwnList : IList<int> { private List<int>? _items; private List<int> Items => _items ??= new(); public int this[int i] { get => Items[i]; set => Items[i] = value; } public int Count => Items.Count; public bool IsReadOnly => false; public void Add(int i) => Items.Add(i); public void Clear() => Items.Clear(); public bool Contains(int i) => Items.Contains(i); public void CopyTo(int[] a, int i) => Items.CopyTo(a, i); public IEnumerator<int> GetEnumerator() => Items.GetEnumerator(); public int IndexOf(int i) => Items.IndexOf(i); public void Insert(int i, int v) => Items.Insert(i, v); public bool Remove(int i) => Items.Remove(i); public void RemoveAt(int i) => Items.RemoveAt(i); IEnumerator IEnumerable.GetEnumerator() => GetEnumerator(); }
        """;

    [Theory]
    [InlineData("public List<int> X { get; } = [1, 2];")]
    [InlineData("public List<int> X { get; set; } = [1, 2];")]
    [InlineData("public List<int> X { get; init; } = [1, 2];")]
    [InlineData("public List<int>? X { get; set; }")]
    [InlineData("public List<int>? X { get; }")]
    [InlineData("public List<int> X => [1];")]
    [InlineData("[JsonInclude] private List<int> X { get; } = [1];")]
    [InlineData("[JsonInclude] public List<int> X = [1];")]
    [InlineData("[JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] public List<int> X { get; set; } = [1];")]
    [InlineData("[JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)] public List<int> X { get; } = [1];")]
    [InlineData("[JsonRequired] public List<int> X { get; set; } = [1];")]
    [InlineData("public ICollection<int> X { get; } = [1, 2];")]
    [InlineData("public IList<int> X { get; } = new int[] { 1 };")]
    [InlineData("public ISet<int> X { get; } = new HashSet<int> { 1, 2 };")]
    [InlineData("public ReadOnlyCollection<int> X { get; } = new([1]);")]
    [InlineData("public Collection<int> X { get; } = new(new int[1]);")]
    [InlineData("public Stack<int> X { get; } = new([1, 2]);")]
    [InlineData("public ConcurrentQueue<int> X { get; } = new([1, 2]);")]
    [InlineData("public LinkedList<int> X { get; } = new([1, 2]);")]
    [InlineData("public Own X { get; } = new();")]
    [InlineData("public OwnList X { get; set; } = new() { 1 };")]
    [InlineData("public OwnList? X { get; set; } = new OwnList() { 1 };")]
    [InlineData("public Dictionary<string, int> X { get; } = new() { [\"p\"] = 1, [\"z\"] = 2 };")]
    [InlineData("public IDictionary<string, int?> X { get; } = new Dictionary<string, int?> { [\"p\"] = 1 };")]
    [InlineData("public ReadOnlyDictionary<string, int> X { get; } = new(new Dictionary<string, int>());")]
    [InlineData("public Dictionary<Kind, List<int>> X { get; } = new() { [Kind.P] = [1] };")]
    [InlineData("public Part X { get; } = new() { P = 7, Q = 8 };")]
    [InlineData("public Part X { get; set; } = new() { P = 7, Q = 8 };")]
    [InlineData("public Part X { get; } = new Derived { P = 7, R = 8 };")]
    [InlineData("public Part? X { get; set; }")]
    [InlineData("public Part? X { get; }")]
    [InlineData("public IPart X { get; } = new Implementation();")]
    [InlineData("public Abstract? X { get; } = new Concrete();")]
    [InlineData("public Abstract? X { get; set; }")]
    [InlineData("public Made X { get; } = Made.New();")]
    [InlineData("public Positional X { get; set; } = new(5) { Q = 6 };")]
    [InlineData("public Demanding X { get; } = new() { P = 3, Q = 5 };")]
    [InlineData("public Extended X { get; } = new();")]
    [InlineData("public Told X { get; } = new();")]
    [InlineData("public Value X { get; set; } = new() { P = 7, Q = 8 };")]
    [InlineData("public Value? X { get; set; } = new Value() { P = 7, Q = 8 };")]
    [InlineData("public Value? X { get; init; }")]
    [InlineData("public KeyValuePair<int, List<int>> X { get; set; } = new(1, [2]);")]
    [InlineData("public (int, int) X { get; set; } = (1, 2);")]
    [InlineData("public Tree X { get; } = new();")]
    public Task A_member_is_filled(string member) => IsRight($$$$"""
        [Sse.SseEvent("a")] public partial class Member { {{{{(member.StartsWith('[') ? member.Insert(1, Populate + ", ") : $"[{Populate}] {member}")}}}} }
        [{{{{Populate}}}}, Sse.SseEvent("b")] public partial class Whole { {{{{member}}}} public int[] Replaced { get; set; } = [1]; public string Text { get; } = "x"; public Value NeverSet { get; } = new() { P = 9 }; public int Number { get; set; } }
        public class Part { public int P { get; set; } = 1; public int Q { get; init; } = 2; public List<int> L { get; } = [1]; public int Computed => P; }
        public class Derived : Part { public int R { get; set; } = 3; }
        public interface IPart { int P { get; set; } }
        public class Implementation : IPart { public int P { get; set; } = 6; }
        public abstract class Abstract { public int P { get; set; } = 6; }
        public class Concrete : Abstract;
        public class Made { private Made() { } public static Made New() => new(); public int P { get; set; } = 6; public int Q { get; set; } }
        public record Positional(int P) { public int Q { get; set; } = 4; }
        public class Demanding { public required int P { get; set; } public int Q { get; set; } = 4; }
        public class Extended { [JsonExtensionData] public Dictionary<string, object> More { get; set; } = new() { ["o"] = 1 }; public int P { get; set; } = 7; }
        public class Told : IJsonOnDeserializing, IJsonOnDeserialized { public int P { get; set; } public int Count { get; set; } public void OnDeserializing() => Count = 10; public void OnDeserialized() => Count += P; }
        public struct Value { public Value() { } public int P { get; set; } = 1; public int Q { get; set; } = 2; }
        public class Own : List<int> { public new void Add(int x) => throw new NotSupportedException(); }
        public enum Kind { P, Q }
        [{{{{Populate}}}}] public class Tree { public int P { get; set; } = 3; public Tree? Next { get; set; } public List<Tree> L { get; } = []; public Dictionary<string, Tree> Map { get; set; } = new(); }
        {{{{OwnList}}}}
        public static class Check
        {
            public static void Run()
            {
                Judge.Both(new Member());
                Judge.Both(new Whole());
                foreach (var value in new[] { "[9]", "[]", "[\"9\"]", "null", "5", "{}", "{\"p\":9}", "{\"P\":9,\"q\":8,\"p\":7}", "{\"q\":8}", "{\"p\":[9],\"Q\":[8]}", "{\"l\":[9],\"unknown\":[1]}", "{\"key\":3,\"value\":[4]}", "{\"p\":1,\"next\":{\"l\":[{}]},\"NEXT\":{\"p\":4},\"map\":{\"a\":{},\"b\":{\"p\":5}}}", "{\"p\":\"x\"}" })
                {
                    foreach (var json in new[] { $"{{\"x\":{value}}}", $"{{\"x\":{value},\"X\":{value}}}", $"{{\"replaced\":[2],\"text\":\"y\",\"neverSet\":{{\"p\":1}},\"number\":4,\"x\":{value}}}" })
                    {
                        Judge.Read<Member>(json);
                        Judge.Read<Whole>(json);
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Only_the_attributes_of_the_member_and_of_the_type_that_is_read_count() => IsRight($$$$"""
        [{{{{Populate}}}}] public class Base { public List<int> X { get; set; } = [1]; [{{{{Populate}}}}] public virtual List<int> Y { get; set; } = [1]; }
        [Sse.SseEvent("a")] public partial class A : Base { public override List<int> Y { get; set; } = [1]; public Base Inner { get; set; } = new(); }
        [{{{{Populate}}}}, Sse.SseEvent("b")] public partial class B { [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)] public List<int> X { get; set; } = [1]; public Base Inner { get; set; } = new(); }
        [{{{{Populate}}}}, Sse.SseEvent("c")] public partial record C(int X, string Y, int[] Z, [property: JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)] List<int> V);
        [{{{{Populate}}}}, Sse.SseEvent("d")] public partial struct D { public D() { } public List<int> X { get; } = [1]; public Base Inner { get; set; } = new(); }
        [Sse.SseEvent("e")] public partial record E(Choice X, Plain Y);
        [JsonDerivedType(typeof(Chosen), "c"), {{{{Populate}}}}] public class Choice { public List<int> P { get; set; } = [4]; [{{{{Populate}}}}] public List<int> Q { get; set; } = [4]; }
        [{{{{Populate}}}}] public class Chosen : Choice { public List<int> R { get; set; } = [4]; }
        [JsonDerivedType(typeof(Other)), {{{{Populate}}}}] public class Plain { public List<int> P { get; set; } = [4]; }
        public class Other : Plain;
        [JsonNumberHandling(JsonNumberHandling.Strict), Sse.SseEvent("f")] public partial class F { [{{{{Populate}}}}] public List<int> X { get; } = [1]; [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString), {{{{Populate}}}}] public Dictionary<string, int> Y { get; } = new(); [{{{{Populate}}}}] public List<List<int>> Z { get; } = []; }
        public static class Check
        {
            public static void Run()
            {
                foreach (var json in new[] { "{\"x\":[2],\"y\":[3],\"inner\":{\"x\":[4],\"y\":[5]}}", "{\"x\":[\"2\"]}", "{\"y\":{\"a\":\"2\"}}", "{\"z\":[[\"2\"]]}" }) { Judge.Read<A>(json); Judge.Read<B>(json); Judge.Read<D>(json); Judge.Read<F>(json); }
                Judge.Both(new C(1, "y", [2], [3]));
                foreach (var json in new[] { "{\"x\":{\"p\":[1],\"q\":[2]}}", "{\"x\":{\"$type\":\"c\",\"p\":[1],\"q\":[2],\"r\":[3]}}", "{\"y\":{\"p\":[1]}}" }) Judge.Read<E>(json);
            }
        }
        """);

    [Fact]
    public Task What_the_serializer_can_not_fill_is_refused() => CaseSources.IsRefused(new Case(CaseSources.Usings + Usings + $$$$"""
        [Sse.SseEvent("a")] public partial class A { [{{{{Populate}}}}] public int[] X { get; set; } = [1]; [{{{{Populate}}}}] public IEnumerable<int> Y { get; set; } = [1]; [{{{{Populate}}}}] public string? Z { get; set; } }
        [Sse.SseEvent("b")] public partial class B { [{{{{Populate}}}}] public Value X { get; } [{{{{Populate}}}}] public Part X2 { private get; set; } = new(); }
        [Sse.SseEvent("c")] public partial class C(int y) { [{{{{Populate}}}}] public List<int> X { get; } = [1]; public int Y { get; } = y; }
        [{{{{Populate}}}}, Sse.SseEvent("d")] public partial record D(int Y) { public List<int> X { get; } = [1]; }
        [Sse.SseEvent("e")] public partial class E { [{{{{Populate}}}}] public Choice X { get; set; } = new(); [{{{{Populate}}}}, JsonConverter(typeof(PartConverter))] public Part Y { get; set; } = new(); [{{{{Populate}}}}, JsonRequired] public List<int> Z { get; } = [1]; }
        public struct Value { public int P { get; set; } }
        public class Part { public int P { get; set; } }
        [JsonDerivedType(typeof(Chosen), "c")] public class Choice { public int P { get; set; } }
        public class Chosen : Choice;
        public class PartConverter : JsonConverter<Part> { public override Part Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => new(); public override void Write(System.Text.Json.Utf8JsonWriter writer, Part value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNullValue(); }
        """), [.. Enumerable.Repeat("SSE0006", 10)]);

    [Fact]
    public Task Collections_are_told_of_being_written_and_read_too() => IsRight("""
        [Sse.SseEvent("a")] public partial class A { public L X { get; set; } = new(); public D Y { get; set; } = new(); public List<L?>? Z { get; set; } }
        public class L : List<int>, IJsonOnDeserializing, IJsonOnDeserialized, IJsonOnSerializing { public void OnDeserializing() => Add(100); public void OnDeserialized() => Add(200); public void OnSerializing() => Add(300); }
        public class D : Dictionary<string, int>, IJsonOnDeserializing, IJsonOnDeserialized, IJsonOnSerializing, IJsonOnSerialized { public void OnDeserializing() => this["a"] = 100; public void OnDeserialized() => this["b"] = 200; public void OnSerializing() => this["c"] = 300; public void OnSerialized() => this["d"] = 300; }
        public static class Check
        {
            public static void Run()
            {
                Judge.Write(() => new A { Z = [new(), null] });
                Judge.Write(() => { var twice = new D(); twice.OnSerialized(); return new A { Y = twice }; });
                foreach (var json in new[] { "{\"x\":[1]}", "{\"y\":{\"z\":1}}", "{\"z\":[[],null,[1]]}" }) Judge.Read<A>(json);
            }
        }
        """);

    [Fact]
    public Task Collections_that_are_structs_or_read_only_are_made_as_the_serializer_makes_them() => IsRight($$$$"""
        [Sse.SseEvent("a")] public partial class A { public OwnList X { get; set; } public OwnList? Y { get; set; } public List<OwnList> Z { get; set; } = []; public ReadOnly? V { get; set; } public ArraySegment<int> W { get; set; } }
        public class ReadOnly : ICollection<int> { public int Count => 0; public bool IsReadOnly => true; public void Add(int i) { } public void Clear() { } public bool Contains(int i) => false; public void CopyTo(int[] a, int i) { } public bool Remove(int i) => false; public IEnumerator<int> GetEnumerator() { yield break; } IEnumerator IEnumerable.GetEnumerator() => GetEnumerator(); }
        {{{{OwnList}}}}
        public static class Check
        {
            public static void Run()
            {
                Judge.Write(new A());
                foreach (var member in "xyzvw") foreach (var value in new[] { "[1]", "null", "[]", "{}", "[[7]]" }) Judge.Read<A>($"{{\"{member}\":{value}}}");
            }
        }
        """);

    private static Task IsRight(string source) => CaseSources.IsRight(new Case(CaseSources.Usings + Usings + source));
}
