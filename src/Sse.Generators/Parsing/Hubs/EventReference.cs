using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>An event as a hub sees it: declared in the same assembly, where its part is yet to be generated, or in another.</summary>
/// <param name="Name">Its name on the wire; empty when it is no event.</param>
/// <param name="IsWritable">False for an event whose own declaration has an error that is reported there.</param>
/// <param name="IsReadable">Whether it can be read back.</param>
/// <param name="IsKeyed">Whether it has a key.</param>
/// <param name="KeyMembers">The members of a key whose newest event can be asked for; not set for others, removals among them.</param>
/// <param name="Fault">Why it is no event, or null.</param>
internal sealed record EventReference(string Name, bool IsWritable, bool IsReadable, bool IsKeyed, ImmutableArray<KeyMember> KeyMembers, string? Fault)
{
    public static EventReference Find(ITypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type is not INamedTypeSymbol named) return No("it is no class and no struct");
        if (named.IsUnboundGenericType) return No("it is generic, and one name can't stand for many types");
        if (EventDeclaration.Find(named) is not { } attribute) return No("it has no [SseEvent]");
        var name = EventDeclaration.NameOf(named, attribute);
        if (SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, compilation.Assembly))
        {
            var model = EventParser.Parse(named, attribute, compilation, cancellation).Model;
            var members = model?.Key is { IsRemoval: false } ? KeyDeclaration.Of(named, compilation).Members : default;
            return new EventReference(name, model is { Refusal: null }, model is { Reading: not null }, model is { Key: not null }, members, Fault: null);
        }
        if (!Implements(named, "ISseEvent`1")) return No("its assembly was compiled without the generator");
        if (EventNames.FindFault(name) is { } fault) return No($"its name can't be published: {fault}");
        return new EventReference(
            name, IsWritable: true, Implements(named, "ISseReadable`1"), Implements(named, "ISseKeyed`1"), KeyDeclaration.FindWritten(named, compilation), Fault: null);

        static EventReference No(string fault) => new("", IsWritable: false, IsReadable: false, IsKeyed: false, KeyMembers: default, fault);
    }

    private static bool Implements(INamedTypeSymbol type, string name) =>
        type.AllInterfaces.Any(contract => contract.MetadataName == name && contract.ContainingNamespace?.ToDisplayString() is "Sse");
}
