using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Generators.Parsing;

/// <summary>Which classes can be hubs.</summary>
internal static class HubRules
{
    /// <summary>What stands in the way: what can never be a hub is told why, anything else what is missing and which constructors are too much.</summary>
    public static IEnumerable<Finding> FindObstacles(INamedTypeSymbol type, Compilation compilation, Location location)
    {
        var faults = FindShapeFaults(type).ToList();
        if (DeclarationParser.FindLanguageFault(compilation) is { } language) faults.Insert(0, language);
        if (faults.Count > 0) return faults.Select(fault => new Finding(FindingKind.UnsupportedHub, location, [type.Name, fault]));
        var constructors = type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared && !GeneratedParts.Contain(constructor))
            .Select(constructor => new Finding(FindingKind.HubConstructor, Place(constructor) ?? location, [type.Name]));
        return DeclarationParser.FindNotPartial(type) is { } missing ? constructors.Prepend(new Finding(FindingKind.HubNotPartial, location, [type.Name, missing])) : constructors;
    }

    private static IEnumerable<string> FindShapeFaults(INamedTypeSymbol type)
    {
        var isGeneric = false;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal) yield return "it is local to its file, where no part can be added: make it internal";
            isGeneric |= current.Arity > 0;
        }
        if (isGeneric) yield return "it is generic, and one log can't stand for many types: declare a hub for each of them";
        if (type.IsStatic) yield return "it is static: make it a class that has instances";
        if (type.IsRecord) yield return "it is a record, and a hub is not a value: make it a class";
        if (type is { IsAbstract: true, IsStatic: false }) yield return "it is abstract, and the hub is the class that is declared: leave the modifier out";
        if (EventDeclaration.Find(type) is not null) yield return "it is an event as well, and an event is a value: keep one of the attributes";
        if (HubMembers.IsGenerated(type.Name)) yield return $"its generated member {type.Name} would have its name: give it another";
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } other && other.ToDisplayString() is not "Sse.SseHub")
            yield return $"it derives from {other.Name}, and the base of a hub is SseHub: put what it needs into a class that takes the hub";
    }

    private static Location? Place(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).FirstOrDefault() switch
    {
        ConstructorDeclarationSyntax declaration => declaration.Identifier.GetLocation(),
        TypeDeclarationSyntax { ParameterList: { } parameters } => parameters.GetLocation(),
        _ => null,
    };
}
