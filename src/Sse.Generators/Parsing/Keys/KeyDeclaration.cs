using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>What a type declares as its key: itself, so that the key is the topic alone, or members.</summary>
/// <param name="OnType">The attribute on the type or one of its bases, or null.</param>
/// <param name="Members">The key's members, those it inherits included, in the order in which the key holds them.</param>
internal sealed record KeyDeclaration(AttributeData? OnType, ImmutableArray<KeyMember> Members)
{
    private const string AttributeName = "Sse.SseKeyAttribute";
    private const string WrittenName = "Sse.SseKeyMembersAttribute";

    public bool IsEmpty => OnType is null && Members.IsEmpty;

    public static KeyDeclaration Of(INamedTypeSymbol type, Compilation compilation)
    {
        var members = new Dictionary<string, KeyMember>(StringComparer.Ordinal);
        AttributeData? onType = null;
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            onType ??= Find(current);
            foreach (var symbol in current.GetMembers())
            {
                if (symbol is IPropertySymbol or IFieldSymbol && Find(symbol) is not null) Add(symbol, symbol is IFieldSymbol { AssociatedSymbol: { } property } ? property.Name : symbol.Name);
                else if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
                    foreach (var parameter in constructor.Parameters.Where(parameter => Find(parameter) is not null)) Add(parameter, parameter.Name);
            }
        }
        return new KeyDeclaration(onType, [.. members.Values.OrderBy(member => member.Name, StringComparer.Ordinal)]);

        void Add(ISymbol declared, string name)
        {
            if (!members.ContainsKey(name)) members.Add(name, KeyMember.Of(type, declared, name, compilation));
        }
    }

    /// <summary>
    /// The members of the key of an event from another assembly, as its generated part names them: those that are not
    /// public can't be seen from here. Not set for what has no key, for a removal, and where one can't be seen.
    /// </summary>
    public static ImmutableArray<KeyMember> FindWritten(INamedTypeSymbol type, Compilation compilation)
    {
        if (Attributes.Find(type, WrittenName) is not { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } names] }) return default;
        var members = names.Values.Select(name => KeyMember.Of(type, type, (string)name.Value!, compilation)).ToImmutableArray();
        return members.Any(member => member.Type is null) ? default : members;
    }

    /// <summary>What differs from the key of an event that this one removes, or null.</summary>
    public string? FindMismatch(KeyDeclaration removed, string removedName)
    {
        if (removed.IsEmpty) return $"{removedName} has no key: give it one";
        var isEqual = Members.Length == removed.Members.Length && Members.Zip(removed.Members, (ours, theirs) =>
            string.Equals(ours.Name, theirs.Name, StringComparison.Ordinal) && SymbolEqualityComparer.Default.Equals(ours.Type, theirs.Type)).All(same => same);
        return isEqual ? null : $"its key is {Describe()}, and that of {removedName} is {removed.Describe()}: give both the same";
    }

    private string Describe() => Members.IsEmpty ? "the topic alone" : string.Join(", ", Members.Select(member =>
        $"{member.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {member.Name}"));

    private static AttributeData? Find(ISymbol symbol) => Attributes.Find(symbol, AttributeName);
}
