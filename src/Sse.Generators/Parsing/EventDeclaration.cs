using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>What [SseEvent] says of a type, whether or not it is right.</summary>
internal static class EventDeclaration
{
    public const string AttributeName = "Sse.SseEventAttribute";

    public static AttributeData? Find(INamedTypeSymbol type) => Attributes.Find(type, AttributeName);

    /// <summary>The event's name on the wire.</summary>
    public static string NameOf(INamedTypeSymbol type, AttributeData attribute) =>
        Attributes.Argument<string>(attribute) ?? EventNames.FromTypeName(type.Name);
}
