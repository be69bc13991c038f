using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>How generated code reaches a member: by its name, or through an accessor.</summary>
internal static class MemberAccess
{
    /// <summary>The way to the member's value.</summary>
    /// <param name="member">The member, which is readable.</param>
    /// <param name="type">The type that it is found in.</param>
    /// <param name="scope">Where the code will stand.</param>
    public static AccessModel OfValue(JsonMember member, INamedTypeSymbol type, JsonScope scope) => Create(member, type, member.Symbol switch
    {
        IFieldSymbol field => OfField(field, type, scope),
        IPropertySymbol { GetMethod: { } getter } property when CanReach(getter, property, type, scope) => null,
        IPropertySymbol property => scope.Accessors.ForGetter(property, MetadataParts.FindGetter(property)!),
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    });

    /// <summary>The way to set the member, which has a setter.</summary>
    public static AccessModel OfSetting(JsonMember member, INamedTypeSymbol type, JsonScope scope) => Create(member, type, member.Symbol switch
    {
        IFieldSymbol field => OfField(field, type, scope),
        IPropertySymbol { SetMethod: { IsInitOnly: false } setter } property when !scope.IsForbidden(property) && CanReach(setter, property, type, scope) => null,
        IPropertySymbol property => scope.Accessors.ForSetter(property, MetadataParts.FindSetter(property)!),
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    });

    /// <summary>Why there is no way to the member, or null.</summary>
    public static string? FindFault(JsonMember member, INamedTypeSymbol type, JsonScope scope)
    {
        if (CanReach(member.Symbol, member.Symbol, type, scope)) return null;
        if (member.Symbol.ContainingType.TypeKind is TypeKind.Interface) return "it is not accessible to generated code: make it internal or public";
        return SymbolEqualityComparer.Default.Equals(member.Symbol.ContainingAssembly, scope.Compilation.Assembly) || !IsHiddenAbroad(member.Symbol)
            ? scope.FindFault(member.Type)
            : MetadataParts.Describe(member.Symbol.ContainingType, member.Symbol.Name);
    }

    private static AccessModel Create(JsonMember member, INamedTypeSymbol type, AccessorModel? accessor) =>
        new(member.Symbol.Name, HiddenMembers.IsHidden(member.Symbol, type) ? Identifiers.Qualified(member.Symbol.ContainingType) : null, accessor);

    private static AccessorModel? OfField(IFieldSymbol field, INamedTypeSymbol type, JsonScope scope) => CanReach(field, field, type, scope) ? null : scope.Accessors.ForField(field);

    private static bool CanReach(ISymbol accessor, ISymbol member, INamedTypeSymbol type, JsonScope scope) =>
        scope.CanReach(accessor, HiddenMembers.IsHidden(member, type) ? member.ContainingType : type);

    // An editor shows more of a referenced project than the compiler gets of it.
    private static bool IsHiddenAbroad(ISymbol member) => member.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal;
}
