using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>The types whose members an object has, in the order in which System.Text.Json visits them: derived ones first.</summary>
internal static class JsonHierarchy
{
    public static IReadOnlyList<INamedTypeSymbol> Of(INamedTypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Interface) return OfInterface(type);
        var types = new List<INamedTypeSymbol>();
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType) types.Add(current);
        return types;
    }

    // From the last place to the first: what extends nothing that is not placed yet, in the order of being found.
    private static INamedTypeSymbol[] OfInterface(INamedTypeSymbol type)
    {
        List<INamedTypeSymbol> found = [type, .. type.AllInterfaces];
        var missing = found.Select(one => one.AllInterfaces.Length).ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, found.Count).Where(index => missing[index] is 0));
        var sorted = new INamedTypeSymbol[found.Count];
        for (var place = found.Count - 1; place >= 0; place--)
        {
            var next = ready.Dequeue();
            sorted[place] = found[next];
            for (var index = 0; index < found.Count; index++)
                if (found[index].AllInterfaces.Contains(found[next], SymbolEqualityComparer.Default) && --missing[index] is 0) ready.Enqueue(index);
        }
        return sorted;
    }
}
