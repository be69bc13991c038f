using System.Text.Json.Serialization;

namespace Sse.Tests.Differential.Events;

[SseEvent]
public sealed partial record Shapes(List<Figure?> A, Figure? B, Dictionary<string, Figure> C, Block D, Block[]? E, IPart? F, Vehicle G, Car? H, Quiet I, Near? J, Numbered K);

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "sq\"<&é")]
[JsonDerivedType(typeof(Group), 3)]
public abstract record Figure(string Id);

public record Circle(string Id, double R) : Figure(Id);

public sealed record RoundCircle(string Id, double R) : Circle(Id, R);

public sealed record Square(string Id, [property: JsonPropertyName("id2"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? A) : Figure(Id);

public sealed record Group(string Id) : Figure(Id)
{
    public List<Figure>? Parts { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType)]
[JsonDerivedType(typeof(Section), "section")]
[JsonDerivedType(typeof(Divider), "divider")]
public record Block
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Order { get; set; }
}

public record Section(string Text) : Block
{
    public List<Block>? Fields { get; init; }
}

public sealed record SubSection(string Text, int Level) : Section(Text);

public sealed record Divider : Block;

[JsonDerivedType(typeof(Wheel), "wheel")]
[JsonDerivedType(typeof(Bolt), "bolt")]
public interface IPart
{
    int Weight { get; }
}

public sealed record Wheel(int Weight, int Size) : IPart;

public readonly record struct Bolt(int Weight, string? Thread) : IPart;

[JsonPolymorphic(IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(Vehicle), "vehicle")]
[JsonDerivedType(typeof(Car), "car")]
[JsonDerivedType(typeof(Truck))]
public class Vehicle
{
    public int Wheels { get; set; } = 2;
}

[JsonDerivedType(typeof(Taxi), "taxi")]
public class Car : Vehicle
{
    public string? Plate { get; set; }
}

public sealed class Taxi : Car
{
    public bool Free { get; set; }
}

public sealed class Truck : Vehicle
{
    public int Load { get; set; }
}

[JsonDerivedType(typeof(Loudly))]
public class Quiet
{
    public string? Said { get; set; }
}

public sealed class Loudly : Quiet
{
    public int Volume { get; set; }
}

[JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor)]
[JsonDerivedType(typeof(Nearer), "nearer")]
public class Near
{
    public int A { get; set; }
}

public class Nearer : Near
{
    public int B { get; set; }
}

public sealed class Nearest : Nearer
{
    public int C { get; set; }
}

public sealed class Elsewhere : Near
{
    public int D { get; set; }
}

[JsonDerivedType(typeof(NumberedOne), 1)]
[JsonDerivedType(typeof(NumberedTwo), -2)]
public abstract class Numbered
{
    [JsonExtensionData] public Dictionary<string, object?>? Rest { get; set; }
}

public sealed class NumberedOne : Numbered
{
    public required int X { get; init; }
}

public sealed class NumberedTwo : Numbered;
