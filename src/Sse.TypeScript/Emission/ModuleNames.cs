using System.Text;

namespace Sse;

/// <summary>Names the modules of hubs: <c>MarketHub</c>'s is <c>market-hub.ts</c>.</summary>
internal static class ModuleNames
{
    /// <summary>The file names, in the order of the hubs. Of hubs of one name, each has the last part of its namespace before it.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ContractDocument> hubs)
    {
        var twice = hubs.CountBy(hub => Kebab(hub.Hub!)).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(["sse", "sse-react", "sse-vue", "sse-svelte"], StringComparer.Ordinal);
        return [.. hubs.Select(hub => $"{Names.Unique(twice.Contains(Kebab(hub.Hub!)) && hub.Namespace is { } space ? $"{Kebab(space.Split('.')[^1])}-{Kebab(hub.Hub!)}" : Kebab(hub.Hub!), taken)}.ts")];
    }

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            // A word begins at a capital behind a small letter, or before one.
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || i + 1 < name.Length && char.IsLower(name[i + 1]))) text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
