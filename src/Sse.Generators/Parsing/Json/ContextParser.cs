using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Types that are left to an application's own JsonSerializerContext.</summary>
internal static class ContextParser
{
    /// <summary>The contract of a type, or why the context can't give it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="context">The context.</param>
    /// <param name="scope">Where it is used.</param>
    /// <param name="reason">Why generated code doesn't write the type itself, or null where the author wants it so.</param>
    public static JsonShape Find(ITypeSymbol type, INamedTypeSymbol context, JsonScope scope, JsonShape.Unknown? reason = null)
    {
        if (reason is { IsTold: true }) return reason;
        if (!IsContext(context)) return new JsonShape.Unknown($"{context.Name} is no JsonSerializerContext: name one");
        if (!scope.CanReach(type)) return reason ?? new JsonShape.Unknown($"{type.Name} is not accessible from the event");
        if (scope.FindFault(context) is { } fault) return new JsonShape.Unknown(reason is null ? fault : $"{reason.Reason}, and {fault}");
        scope.Warnings.Add(context);
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (FindListing(context, type) is not { } listing) return new JsonShape.Unknown($"{(reason is null ? "" : reason.Reason + ", and ")}{context.Name} doesn't list it: add [JsonSerializable(typeof({name}))] there") { Hints = Hints(context, type) };
        if (ContextOptions.IsSerializationOnly(context, listing)) return new JsonShape.Unknown($"{context.Name} lists it with JsonSourceGenerationMode.Serialization, which gives no contract: leave the mode out there");
        if (ContextOptions.FindFault(context, scope.Settings) is { } option) return new JsonShape.Unknown(option);
        return new JsonShape.Contract(context);
    }

    private static ImmutableDictionary<string, string?> Hints(INamedTypeSymbol context, ITypeSymbol type) => ImmutableDictionary<string, string?>.Empty
        .Add(FixHints.Context, context.GetDocumentationCommentId()).Add(FixHints.Unlisted, CollectionShapes.Name(type));

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            if (JsonAttributes.Is(current, "JsonSerializerContext")) return true;
        return false;
    }

    private static AttributeData? FindListing(INamedTypeSymbol context, ITypeSymbol type) => context.GetAttributes().FirstOrDefault(attribute =>
        JsonAttributes.Is(attribute.AttributeClass, "JsonSerializableAttribute")
        && attribute.ConstructorArguments is [{ Value: ITypeSymbol listed }]
        && SymbolEqualityComparer.Default.Equals(listed, type));
}
