using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Sse.CodeFixes;

/// <summary>SSE0006, SSE0012: has the member written by a converter, or by a JsonSerializerContext, that the project has for its type already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConvertMemberCodeFix)), Shared]
public sealed class ConvertMemberCodeFix : ChangingCodeFix
{
    private const string Serialization = "System.Text.Json.Serialization.";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["SSE0006", "SSE0012"];

    internal override async Task<IEnumerable<Choice>> FindChoicesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await Culprit.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { Type: { } type } culprit) return [];
        if (culprit.Symbol.GetAttributes().Any(IsChosen)) return [];
        if (await culprit.Document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return [];
        var types = TypesOf(compilation.GlobalNamespace, cancellation).Where(candidate => compilation.IsSymbolAccessibleWithin(candidate, culprit.Symbol.ContainingType)).ToList();
        var converters = types.Where(candidate => IsConverter(candidate, type)).Select(converter => (converter.Name, Attribute: $"global::{Serialization}JsonConverter(typeof({Named(converter)}))"));
        var contexts = types.Where(candidate => IsContext(candidate, type)).Select(context => (context.Name, Attribute: $"global::Sse.SseJson(Context = typeof({Named(context)}))"));
        return converters.Concat(contexts).Select(found => new Choice($"Write {culprit.Symbol.Name} with {found.Name}", found.Attribute,
            [Change.Replace(culprit.Document, culprit.Node, nameof(ConvertMemberCodeFix), current => AttributeSyntaxes.WithAttribute(current, found.Attribute))])).ToList();
    }

    private static bool IsChosen(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString() is "Sse.SseJsonAttribute" or Serialization + "JsonConverterAttribute";

    private static bool IsConverter(INamedTypeSymbol candidate, ITypeSymbol type) =>
        candidate is { IsAbstract: false, Arity: 0 }
        && candidate.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })
        && BasesOf(candidate).Any(known => known.OriginalDefinition.ToDisplayString() is Serialization + "JsonConverter<T>" && SymbolEqualityComparer.Default.Equals(known.TypeArguments[0], type));

    private static bool IsContext(INamedTypeSymbol candidate, ITypeSymbol type) =>
        BasesOf(candidate).Any(known => known.ToDisplayString() is Serialization + "JsonSerializerContext")
        && candidate.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() is Serialization + "JsonSerializableAttribute"
            && attribute.ConstructorArguments is [{ Value: ITypeSymbol listed }] && SymbolEqualityComparer.Default.Equals(listed, type));

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType) yield return current;
    }

    // The framework's converters are for its own types, which are written already.
    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .Where(member => member is not INamespaceSymbol { Name: "System" or "Microsoft", ContainingNamespace.IsGlobalNamespace: true })
            .SelectMany(member => member is INamedTypeSymbol type ? TypesOf(type, cancellation).Prepend(type) : TypesOf(member, cancellation));
    }

    private static string Named(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
