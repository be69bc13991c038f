#pragma warning disable CA1051, SSE0008 // Fields and value tuples are among the shapes that are read.
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Sse.Tests.Reading;

/// <summary>Properties with initializers, set in every way a property can be.</summary>
[SseEvent("settable")]
public partial class Settable
{
    public int Number { get; set; } = 5;

    public string Text { get; init; } = "unset";

    [JsonInclude] public string? Hidden { get; private set; } = "hidden";

    [JsonInclude] internal int Field = 3;

    [JsonInclude] public readonly int Fixed = 4;

    public int Twice => Number * 2;

    public int Closed { get; private set; } = 9;

    [JsonIgnore] public int Ignored { get; set; } = 1;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Optional { get; set; } = "there";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Rare { get; init; } = 8;

    public List<int> Only { get; } = [1];
}

[SseEvent("required")]
public partial record Required(int Id)
{
    public required string Name { get; init; }

    [JsonRequired] public int Count { get; set; }

    [JsonPropertyName("re named")] public required List<int?> Values { get; set; }
}

[SseEvent("defaults")]
public partial record Defaults(
    int A = 7, string? B = "b\"\n", double C = 1.5, DayOfWeek D = DayOfWeek.Friday, decimal E = 1.50m, char F = '\'', bool G = true, long? H = 9, float I = 0.1f,
    ulong J = ulong.MaxValue, Guid K = default, double L = double.NaN, sbyte M = -3, string N = "", [property: JsonIgnore] int O = 11, DayOfWeek? P = DayOfWeek.Monday);

[SseEvent("value")]
public readonly partial record struct Value(int A, string? B, Inner? C, InnerStruct D)
{
    public int E { get; init; } = 5;
}

[SseEvent("constructed")]
public partial struct Constructed
{
    [JsonConstructor]
    public Constructed(int a, string b) => (A, B) = (a, b);

    public int A { get; }

    public string B { get; }

    public int C { get; set; }
}

[SseEvent("chosen")]
public partial class Chosen
{
    public Chosen() => Way = "none";

    [JsonConstructor]
    private Chosen(int number) => (Number, Way) = (number, "marked");

    public int Number { get; }

    public string Way { get; set; }
}

[SseEvent("promised")]
public partial class Promised
{
    [SetsRequiredMembers]
    public Promised(string name) => Name = name;

    public required string Name { get; set; }

    public required int Other { get; set; }
}

public class InnerBase
{
    public int Id { get; init; } = 1;

    public virtual string Kind { get; set; } = "base";
}

public class Inner : InnerBase
{
    public override string Kind { get; set; } = "inner";

    public int Computed => Id + 1;

    public InnerStruct[]? Parts { get; set; }
}

public record struct InnerStruct(int X, int? Y);

[SseEvent("nested-objects")]
public partial record Nested(Inner Inner, List<Inner?>? Many, Dictionary<string, InnerStruct?> Map, (int, int) Tuple, InnerStruct? Maybe, HashSet<string?>? Set);

[SseEvent("keywords")]
public partial record Keywords(int @class, int Reader, int Member, int Value, int has, int HasValue, int Data)
{
    public int _ { get; set; } = 1;
}
