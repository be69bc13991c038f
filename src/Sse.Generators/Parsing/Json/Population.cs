using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>[JsonObjectCreationHandling]: members whose value is filled where it is instead of being replaced.</summary>
internal sealed class Population(JsonScope scope)
{
    private const int Populate = 1;

    private readonly JsonShapes _shapes = new(scope);

    /// <summary>Whether a member is filled in objects of a type, by its own attribute or by the type's.</summary>
    public bool IsFilled(JsonMember member, INamedTypeSymbol type) => Of(member.Symbol) is { } own
        ? own is Populate
        : Of(type) is Populate && FindObstacle(member) is null && !(Polymorphism.Is(type) && Polymorphism.Of(type).HasDiscriminators);

    /// <summary>Why System.Text.Json refuses the whole type, to write it too; or null.</summary>
    public string? FindFault(JsonMember member, INamedTypeSymbol type)
    {
        if (!IsFilled(member, type)) return null;
        if (FindObstacle(member) is { } obstacle) return Describe(obstacle);
        if (Of(member.Symbol) is Populate && IsChoice(_shapes.Find(member.Type, member.Symbol))) return Describe("its type is a choice of several");
        return JsonConstructors.Find(type) is { Parameters.IsEmpty: false }
            ? Describe($"the constructor of {type.Name} takes arguments")
            : null;
    }

    /// <summary>Whether another value can take the place of the one that is filled. What is left out when it is read loses its setter only.</summary>
    public static bool CanBeSet(JsonMember member) => member.Ignore is not IgnoreCondition.WhenReading && RequiredMembers.CanSet(member);

    /// <summary>Whether a type is told from others by its discriminator.</summary>
    public static bool IsChoice(JsonShape shape) => shape is JsonShape.Polymorphic { Declaration.HasDiscriminators: true };

    private static string Describe(string obstacle) => $"[JsonObjectCreationHandling] has it filled, for which System.Text.Json refuses the whole type: {obstacle}; leave the attribute out, or say Replace";

    private string? FindObstacle(JsonMember member) =>
        !CanBeFilled(_shapes.Find(member.Type, member.Symbol)) ? "a value of its type is always made anew"
        : !member.IsReadable ? "it has no getter"
        : member.Type.IsValueType && !CanBeSet(member) ? "it is a struct and has no setter"
        : null;

    private bool CanBeFilled(JsonShape shape) => shape switch
    {
        JsonShape.Nullable nullable => CanBeFilled(_shapes.Find(nullable.Underlying, member: null)),
        JsonShape.List list => list.Filling is not null,
        JsonShape.Dictionary dictionary => dictionary.Filling is not null,
        JsonShape.Object or JsonShape.Tuple or JsonShape.Polymorphic or JsonShape.Contract => true,
        _ => false,
    };

    private static int? Of(ISymbol symbol) => JsonAttributes.Find(symbol, "JsonObjectCreationHandlingAttribute") is { ConstructorArguments: [{ Value: int handling }] } ? handling : null;
}
