using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sse.Generators.Parsing;

/// <summary>The shape of a declared type: whether a part can be added to it, and with which headers.</summary>
internal static class DeclarationParser
{
    /// <summary>Why a type can never be an event, whatever else is changed about it.</summary>
    public static IEnumerable<string> FindFaults(INamedTypeSymbol type, Compilation compilation)
    {
        var chain = SelfAndContainers(type);
        if (FindLanguageFault(compilation) is { } fault) yield return fault;
        if (type.IsStatic) yield return "it is static: make it a class that has instances";
        if (type.IsRefLikeType) yield return "it is a ref struct, which can't implement ISseEvent: make it an ordinary struct";
        if (chain.Any(t => t.IsFileLocal)) yield return "it is local to its file, where no part can be added: make it internal";
        if (chain.Any(t => t.Arity > 0)) yield return "it is generic, and one name can't stand for many types: declare an event for each of them";
    }

    /// <summary>Why the author's C# is too old for what is generated, or null.</summary>
    public static string? FindLanguageFault(Compilation compilation) =>
        compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp11 } ? "its generated part needs C# 11 or later: set LangVersion" : null;

    /// <summary>The members that the compiler doesn't take in a sealed class.</summary>
    public static IEnumerable<ISymbol> FindOpenMembers(INamedTypeSymbol type) => type.TypeKind is not TypeKind.Class ? [] :
        type.GetMembers().Where(IsOpen).Select(open => (open as IMethodSymbol)?.AssociatedSymbol ?? open).Distinct<ISymbol>(SymbolEqualityComparer.Default);

    private static bool IsOpen(ISymbol member) =>
        member is { IsImplicitlyDeclared: false, IsOverride: false }
        && !GeneratedParts.Contain(member)
        && (member.IsVirtual || member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal or Accessibility.ProtectedAndInternal);

    /// <summary>Those of a type and its containers that are not partial, outermost first; null when all are.</summary>
    public static string? FindNotPartial(INamedTypeSymbol type) =>
        SelfAndContainers(type).Where(t => !IsPartial(t)).Select(t => t.Name).ToArray() is { Length: > 0 } missing ? string.Join(", ", Enumerable.Reverse(missing)) : null;

    /// <summary>
    /// Whether the compiler would take another part of this type. An otherwise refused type gets one nevertheless, so
    /// that its call sites compile and the author sees one error.
    /// </summary>
    public static bool CanBeCompleted(INamedTypeSymbol type, Compilation compilation) =>
        FindLanguageFault(compilation) is null && type is { IsStatic: false, IsRefLikeType: false } && SelfAndContainers(type).All(t => !t.IsFileLocal && IsPartial(t));

    /// <summary>The headers of the containing types, outermost first.</summary>
    public static IEnumerable<string> ContainerHeaders(INamedTypeSymbol type) =>
        SelfAndContainers(type).Skip(1).Reverse().Select(Header);

    /// <summary>The header of the event's own part. Reference types are sealed: no event is published as its base.</summary>
    public static string EventHeader(INamedTypeSymbol type) =>
        type is { IsReferenceType: true, IsAbstract: false } && !FindOpenMembers(type).Any() ? "sealed " + Header(type) : Header(type);

    /// <summary>Unique among all types of a compilation, but for the case of its letters.</summary>
    public static string HintName(INamedTypeSymbol type)
    {
        var names = SelfAndContainers(type).Reverse().Select(t => t.MetadataName);
        return string.Join(".", Identifiers.Namespace(type) is { } ns ? names.Prepend(ns.Replace("@", "")) : names);
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(
        reference => reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static ImmutableArray<INamedTypeSymbol> SelfAndContainers(INamedTypeSymbol type)
    {
        var chain = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType) chain.Add(current);
        return chain.ToImmutable();
    }

    private static string Header(INamedTypeSymbol type)
    {
        var keyword = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            _ => "class",
        };
        var parameters = type.Arity is 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => Identifiers.Escape(parameter.Name)))}>";
        return $"partial {keyword} {Identifiers.Escape(type.Name)}{parameters}";
    }
}
