using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>What [SseJson] says, from the event, its hub and the assembly together.</summary>
/// <param name="Context">The JsonSerializerContext for what generated code doesn't know, or null.</param>
internal sealed record JsonSettings(INamedTypeSymbol? Context)
{
    public const string AttributeName = "Sse.SseJsonAttribute";

    /// <summary>The settings by attributes, the first of which wins.</summary>
    public static JsonSettings Of(params ISymbol?[] declarations)
    {
        var attributes = declarations.Select(declaration => declaration is null ? null : Attributes.Find(declaration, AttributeName)).OfType<AttributeData>().ToArray();
        return new JsonSettings(attributes.Select(ContextOf).FirstOrDefault(context => context is not null));
    }

    /// <summary>The context that is named on a member, or null.</summary>
    public static INamedTypeSymbol? ContextOf(ISymbol? member) => member is not null && Attributes.Find(member, AttributeName) is { } attribute ? ContextOf(attribute) : null;

    private static INamedTypeSymbol? ContextOf(AttributeData attribute) => Attributes.Property<INamedTypeSymbol>(attribute, "Context");
}
