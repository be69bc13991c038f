using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>The functions of one event: one per composite type, named after it.</summary>
internal sealed class FunctionTable
{
    private readonly List<FunctionModel> _functions = [];
    private readonly Dictionary<string, string> _namesByType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);

    public IReadOnlyList<FunctionModel> Functions => _functions;

    /// <summary>Where a function defined now would stand. Taken before its parts are parsed, it puts the whole before them.</summary>
    public int Position => _functions.Count;

    public CompositeModel? Find(ITypeSymbol type) =>
        _namesByType.TryGetValue(Key(type), out var name) ? new CompositeModel(name) : null;

    /// <summary>Adds the function of a type.</summary>
    /// <param name="position">Its place, as <see cref="Position"/> was before its parts.</param>
    /// <param name="type">The composite type.</param>
    /// <param name="depth">How many levels of JSON it writes, its own included.</param>
    /// <param name="create">Makes the model from the function's name, the parameter's type and whether it takes null.</param>
    public CompositeModel Define(int position, ITypeSymbol type, int depth, Func<string, string, bool, FunctionModel> create)
    {
        var name = Unique("Write" + ShortName(type));
        var key = Key(type);
        _namesByType.Add(key, name);
        _depths.Add(name, depth);
        _functions.Insert(position, create(name, type.IsReferenceType ? key + "?" : key, type.IsReferenceType));
        return new CompositeModel(name);
    }

    /// <summary>How many levels of JSON a value has.</summary>
    public int Depth(ValueModel value) => value switch
    {
        CompositeModel composite => _depths[composite.Function],
        NullableModel nullable => Depth(nullable.Inner),
        EmptyObjectModel => 1,
        _ => 0,
    };

    private static string Key(ITypeSymbol type) =>
        Identifiers.Qualified(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);

    private string Unique(string name)
    {
        _uses.TryGetValue(name, out var uses);
        _uses[name] = uses + 1;
        return uses is 0 ? name : Unique($"{name}{uses + 1}");
    }

    /// <summary>A name for a type, made of letters only.</summary>
    public static string ShortName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => ShortName(array.ElementType) + "Array",
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => type.Name + "Of" + string.Join("And", arguments.Select(ShortName)),
        _ => type.Name,
    };
}
