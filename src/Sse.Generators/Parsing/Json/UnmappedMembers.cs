using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>[JsonUnmappedMemberHandling]: what becomes of members that a type doesn't know.</summary>
internal static class UnmappedMembers
{
    public static bool AreRefused(INamedTypeSymbol type) => Attributes.Argument<int>(JsonAttributes.Find(type, "JsonUnmappedMemberHandlingAttribute")) is 1;
}
