using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>Names for classes that are generated inside of a type.</summary>
internal static class NestedNames
{
    /// <summary>A name that is not the type's, nor another member's of it, and hides no inherited one: the wanted one, or with a number.</summary>
    public static string Find(INamedTypeSymbol type, string wanted)
    {
        var names = new NameTable();
        for (var current = type; current is not null; current = current.BaseType)
        {
            names.Take(current.Name);
            foreach (var member in current.GetMembers().Where(member => !GeneratedParts.Contain(member))) names.Take(member.Name);
        }
        return names.Unique(wanted);
    }
}
