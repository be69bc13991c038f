using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>What the author of a hub declares in it by the names of what is generated.</summary>
internal static class HubMembers
{
    private static readonly string[] Names = ["Publish", "PublishAsync", "Publisher", "Topic", "User", "Topics", "Match", "Switch", "TryGetLatest"];

    /// <summary>The members that leave no room for a generated one. Overloads with other parameters are fine.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="events">The events that it lists.</param>
    public static IEnumerable<ISymbol> FindCollisions(INamedTypeSymbol hub, IReadOnlyCollection<ITypeSymbol> events) =>
        Names.SelectMany(name => hub.GetMembers(name)).Where(member => !GeneratedParts.Contain(member) && Collides(member, events));

    /// <summary>The author's names in a hub, which further generated types can't have.</summary>
    public static string[] Taken(INamedTypeSymbol hub) =>
        [hub.Name, .. hub.GetMembers().Where(member => !GeneratedParts.Contain(member)).Select(member => member.Name)];

    /// <summary>Whether a generated member has the name.</summary>
    public static bool IsGenerated(string name) => Names.Contains(name, StringComparer.Ordinal);

    private static bool Collides(ISymbol member, IReadOnlyCollection<ITypeSymbol> events)
    {
        if (member is not IMethodSymbol method) return true;
        return method switch
        {
            { Name: "Publish", Parameters: [{ RefKind: RefKind.None } value] } => IsPublished(value.Type, events),
            { Name: "PublishAsync", Parameters: [{ RefKind: RefKind.None } value, { Type.Name: "CancellationToken" }] } => IsPublished(value.Type, events),
            { Name: "Topic" or "User", Parameters: [{ Type.SpecialType: SpecialType.System_String }] } => true,
            { Name: "Topics", Parameters: [{ Type.Name: "SseTopicSelection" }] } => true,
            { Name: "Match" or "Switch", Parameters: [{ Type.SpecialType: SpecialType.System_Object }, ..] } => method.Parameters.Length == events.Count + 1,
            { Name: "TryGetLatest", Parameters: [{ RefKind: RefKind.Out } value, ..] } => events.Contains(value.Type, SymbolEqualityComparer.Default),
            { Name: "Publisher" } => true,
            _ => false,
        };
    }

    private static bool IsPublished(ITypeSymbol type, IReadOnlyCollection<ITypeSymbol> events) =>
        type.SpecialType is SpecialType.System_Object || events.Contains(type, SymbolEqualityComparer.Default);
}
