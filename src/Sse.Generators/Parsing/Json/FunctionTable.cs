using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// The functions of one event: one per composite type, named after it. A type that is met again, its own parts
/// included, is the function it has already.
/// </summary>
internal sealed class FunctionTable
{
    // The serializer counts a value inside 64 objects or arrays as beyond its limit; the event's own object is one of them.
    private const int MaxDepth = 63;

    /// <summary>More types than anybody writes: generic types can lead to any number of them.</summary>
    public const int MaxTypes = 1024;

    public const string TooManyTypes = "it leads to more than 1,024 types: leave a member on the way out with [JsonIgnore]";

    private readonly List<FunctionModel> _functions = [];
    private readonly Dictionary<string, string> _namesByType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly Stack<int> _open = new([0]);

    public IReadOnlyList<FunctionModel> Functions => _functions;

    /// <summary>What the functions were made from.</summary>
    public WrittenTypes Written { get; } = new();

    /// <summary>Whether what is written may nest beyond the limit, so that it has to be counted while it is written.</summary>
    public bool CountsDepth { get; private set; }

    /// <summary>Why there can't be another type inside the open ones, or null.</summary>
    public string? FindFault() =>
        _open.Count >= MaxDepth ? "it nests deeper than the 64 levels that System.Text.Json allows: leave a member on the way out with [JsonIgnore]"
        : _namesByType.Count >= MaxTypes ? TooManyTypes
        : null;

    /// <summary>The function of a type, or null.</summary>
    public CompositeModel? Find(ITypeSymbol type, string form = "")
    {
        if (!_namesByType.TryGetValue(form + Key(type), out var name)) return null;
        Note(name);
        return new CompositeModel(name);
    }

    /// <summary>Adds the function of a type.</summary>
    /// <param name="type">The composite type.</param>
    /// <param name="shape">What it was taken for.</param>
    /// <param name="form">What tells it from other functions of the type; part of its name.</param>
    /// <param name="create">Makes the model from the function's name, the parameter's type and whether it takes null.</param>
    public CompositeModel? Define(ITypeSymbol type, JsonShape shape, string form, Func<string, string, bool, FunctionModel?> create)
    {
        var name = Unique("Write" + form + ShortName(type));
        var key = Key(type);
        _namesByType.Add(form + key, name);
        var position = _functions.Count;
        _open.Push(0);
        var function = create(name, type.IsReferenceType ? key + "?" : key, type.IsReferenceType);
        var depth = _open.Pop() + (function is NamedEnumFunctionModel or PolymorphicFunctionModel ? 0 : 1);
        if (function is null) return null;
        _functions.Insert(position, function);
        Written.Add(name, new WrittenType(type, shape));
        _depths.Add(name, depth);
        Note(name);
        return new CompositeModel(name);
    }

    /// <summary>A value whose depth shows only when it is written.</summary>
    public void NoteUnknownDepth() => CountsDepth = true;

    /// <summary>A name for a type, made of letters only.</summary>
    public static string ShortName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => ShortName(array.ElementType) + "Array",
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => type.Name + "Of" + string.Join("And", arguments.Select(ShortName)),
        _ => type.Name,
    };

    private void Note(string name)
    {
        // It is open still: it contains itself.
        if (!_depths.TryGetValue(name, out var depth)) CountsDepth = true;
        _open.Push(Math.Max(_open.Pop(), depth));
        if (_open.Count + depth > MaxDepth) CountsDepth = true;
    }

    private static string Key(ITypeSymbol type) =>
        Identifiers.Qualified(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type);

    private string Unique(string name)
    {
        _uses.TryGetValue(name, out var uses);
        _uses[name] = uses + 1;
        return uses is 0 ? name : Unique($"{name}{uses + 1}");
    }
}
