using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Tests.Api;

/// <summary>Lists what an assembly shows to others, one declaration a line, in a stable order.</summary>
internal static class ApiListing
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeExplicitInterface | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat BaseFormat = Format.WithKindOptions(SymbolDisplayKindOptions.None);

    public static string Of(string assemblyFile)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != Path.GetFileName(assemblyFile))
            .Select(path => MetadataReference.CreateFromFile(path));
        var assembly = MetadataReference.CreateFromFile(assemblyFile);
        var compilation = CSharpCompilation.Create("Listing", references: references.Prepend(assembly));
        return Of((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(assembly)!);
    }

    public static string Of(IAssemblySymbol assembly)
    {
        var listing = new StringBuilder();
        foreach (var type in TypesOf(assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            var bases = new[] { type.BaseType }.Where(_ => type.TypeKind == TypeKind.Class).Concat(type.Interfaces)
                .Where(b => b is { SpecialType: not SpecialType.System_Object }).Select(b => b!.ToDisplayString(BaseFormat)).ToArray();
            listing.Append(Modifiers(type)).Append(type.ToDisplayString(Format)).AppendLine(bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}");
            foreach (var member in type.GetMembers().Where(IsShown).Select(member => Modifiers(member) + member.ToDisplayString(Format)).Order(StringComparer.Ordinal))
                listing.Append("  ").AppendLine(member);
        }
        return listing.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) =>
        container.GetMembers().SelectMany(member => member switch
        {
            INamespaceSymbol space => TypesOf(space),
            INamedTypeSymbol type when IsVisible(type) => TypesOf(type).Prepend(type),
            _ => [],
        });

    private static string Modifiers(INamedTypeSymbol type) => (type.TypeKind, type) switch
    {
        (TypeKind.Class, { IsStatic: true }) => "static ",
        (TypeKind.Class, { IsAbstract: true }) => "abstract ",
        (TypeKind.Class, { IsSealed: true }) => "sealed ",
        _ => "",
    };

    // The display format leaves out what an interface's member says of itself.
    private static string Modifiers(ISymbol member) => member.ContainingType.TypeKind == TypeKind.Interface && member.IsStatic
        ? member.IsAbstract ? "static abstract " : "static virtual "
        : "";

    // Accessors show with their property, and what the compiler adds to a record shows as the record itself.
    private static bool IsShown(ISymbol member) => IsVisible(member) && member is not INamedTypeSymbol && !member.IsImplicitlyDeclared
        && member is not IMethodSymbol { AssociatedSymbol: not null };

    private static bool IsVisible(ISymbol symbol) => symbol.CanBeReferencedByName || symbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion } or IPropertySymbol { IsIndexer: true }
        ? symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        : false;
}
