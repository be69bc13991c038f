using System.Text.Json.Serialization;

namespace Sse.Tests.Differential.Events;

public abstract record Root(string Id)
{
    public virtual string Kind => "root";
    public abstract int Size { get; }
    [JsonPropertyName("original")] public int Hidden { get; set; }
    public int Shadowed { get; set; }
    public virtual string? Dropped { get; set; }
    public string? Ignored { get; set; }
    [JsonPropertyName("inner")] public virtual int Twice { get; set; }
    public int Order { get; set; }
}

public record Middle(string Id, int Level) : Root(Id)
{
    public override string Kind => "middle";
    public override int Size => 1;
    public new string? Hidden { get; set; }
    public new long Shadowed { get; set; }
    [JsonIgnore] public override string? Dropped { get; set; }
    public override int Twice { get; set; }
}

[SseEvent]
public partial record Leaf(string Id, int Level, Root Parent, Middle Between) : Middle(Id, Level)
{
    public override string Kind => "leaf";
    [JsonIgnore] public new string? Ignored { get; set; }
    [JsonPropertyOrder(-1)] public new int Order { get; set; }
}

public interface INamed
{
    string Name { get; set; }
}

public class Named : INamed
{
    public string Name { get; set; } = "";
    public virtual int Same { get; set; }
}

[SseEvent]
public partial class Explicit : Named, INamed
{
    string INamed.Name { get; set; } = "explicit";
    [JsonIgnore] public override int Same { get; set; }
    public Animal Pet { get; set; } = new();
    public Dog Puppy { get; set; } = new();
}

public class Animal
{
    public string Species { get; set; } = "";
}

public class Dog : Tagged
{
    public int Age { get; set; }
}

[JsonDerivedType(typeof(Dog), "dog")]
public class Tagged
{
    public string Tag { get; set; } = "";
}

public partial class Outside
{
    private sealed record Secret(int X, Secrecy Level);

    private enum Secrecy { Low, High }

    [SseEvent("nested")]
    private sealed partial record Inner(Secret Secret, Outer.Deep Deep, [property: JsonConverter(typeof(JsonStringEnumConverter))] Secrecy Level);

    public static int CompareInner() => Comparison.Run<Inner>();
}

public static class Outer
{
    public record struct Deep(int X)
    {
        public record struct Deeper(string Y);
        public Deeper Y { get; set; }
    }
}

public class Hiding
{
    public int ByStatic { get; set; }
    public int ByMethod { get; set; }
    public int ByField { get; set; }
    public virtual int BySetter { get; set; }
    [JsonIgnore] public int Renamed { get; set; }
}

[SseEvent]
public partial class Hidden : Hiding
{
    public static new int ByStatic => 1;
    internal new int ByField = 2;
    public override int BySetter { set => base.BySetter = value; }
    public new int ByMethod() => ByField;
    [JsonPropertyName("other")] public new int Renamed { get; set; }
    public Box<Box<int?>>? Boxes { get; set; }
    public Box<string[]>? Box { get; set; }
    public partial int Partial { get; set; }
    public Box<int>.Lid Lid { get; set; }
}

public partial class Hidden
{
    public partial int Partial { get; set => field = value / 2; }
}

public class Box<T>
{
    public T? Content { get; set; }

    public readonly record struct Lid(T Handle);
}

[SseEvent("message")]
public partial record Message(string Text);

[SseEvent("empty")]
public partial record struct Empty;
