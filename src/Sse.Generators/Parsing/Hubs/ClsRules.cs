using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Which hubs have to say that they are not CLS-compliant: those of assemblies that say they are.</summary>
internal static class ClsRules
{
    private const string ClsAttribute = "System.CLSCompliantAttribute";

    /// <summary>Whether the compiler would warn of the hub's base and members, and nobody has said anything yet.</summary>
    public static bool IsOutside(INamedTypeSymbol hub, Compilation compilation)
    {
        for (var current = hub; current is not null; current = current.ContainingType)
            if (current.GetAttributes().Any(attribute => IsCls(attribute) && attribute.ApplicationSyntaxReference is { } place && !GeneratedParts.IsOne(place.SyntaxTree))) return false;
        return compilation.Assembly.GetAttributes().Concat(hub.ContainingModule.GetAttributes()).Any(attribute =>
            IsCls(attribute) && Attributes.Argument<bool?>(attribute) is true);
    }

    private static bool IsCls(AttributeData attribute) => Attributes.Is(attribute.AttributeClass, ClsAttribute);
}
