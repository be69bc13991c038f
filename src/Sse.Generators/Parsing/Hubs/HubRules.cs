using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Generators.Parsing;

/// <summary>Which classes can be hubs.</summary>
internal static class HubRules
{
    /// <summary>What stands in the way: one finding on the declaration, the most basic first, or one per constructor.</summary>
    public static IEnumerable<Finding> FindObstacles(INamedTypeSymbol type, Compilation compilation, Location location)
    {
        if ((DeclarationParser.FindLanguageFault(compilation) ?? FindShapeFault(type)) is { } fault) return [new Finding(FindingKind.UnsupportedHub, location, [type.Name, fault])];
        if (DeclarationParser.FindNotPartial(type) is { } missing) return [new Finding(FindingKind.HubNotPartial, location, [type.Name, missing])];
        return type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared && !GeneratedParts.Contain(constructor))
            .Select(constructor => new Finding(FindingKind.HubConstructor, Place(constructor) ?? location, [type.Name]));
    }

    private static string? FindShapeFault(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal) return "it is local to its file, where no part can be added";
            if (current.Arity > 0) return "it is generic, and one log can't stand for many types";
        }
        if (type.IsStatic) return "it is static";
        if (type.IsRecord) return "it is a record, and a hub is not a value";
        if (type.IsAbstract) return "it is abstract, and the hub is the class that is declared";
        if (EventDeclaration.Find(type) is not null) return "it is an event as well, and an event is a value";
        if (HubMembers.IsGenerated(type.Name)) return $"its generated member {type.Name} would have its name";
        return type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } other && other.ToDisplayString() is not "Sse.SseHub"
            ? $"it derives from {other.Name}, and the base of a hub is SseHub"
            : null;
    }

    private static Location? Place(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).FirstOrDefault() switch
    {
        ConstructorDeclarationSyntax declaration => declaration.Identifier.GetLocation(),
        TypeDeclarationSyntax { ParameterList: { } parameters } => parameters.GetLocation(),
        _ => null,
    };
}
