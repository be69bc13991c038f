using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Sse.Generators.Parsing;

/// <summary>An event as a hub sees it: declared in the same assembly, where its part is yet to be generated, or in another.</summary>
/// <param name="Name">Its name on the wire; empty when it is no event.</param>
/// <param name="IsWritable">False for an event whose own declaration has an error that is reported there.</param>
/// <param name="IsReadable">Whether it can be read back.</param>
/// <param name="IsKeyed">Whether it has a key.</param>
/// <param name="Fault">Why it is no event, or null.</param>
internal sealed record EventReference(string Name, bool IsWritable, bool IsReadable, bool IsKeyed, string? Fault)
{
    /// <summary>Whether generated code writes it in its own part.</summary>
    public bool IsGenerated { get; init; } = true;

    /// <summary>Whether it has no form of its own.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The members of a key whose newest event can be asked for; not set for others, removals among them.</summary>
    public ImmutableArray<KeyMember> KeyMembers { get; init; }

    public static EventReference Find(ITypeSymbol type, INamedTypeSymbol hub, Compilation compilation, CancellationToken cancellation)
    {
        if (type is not INamedTypeSymbol named) return No("it is no class and no struct: wrap it in a record");
        if (named.IsUnboundGenericType) return No("it is generic, and one name can't stand for many types: list types that are made from it");
        if (EventDeclaration.Find(named) is not { } attribute) return FindUndeclared(named, hub, compilation);
        var name = EventDeclaration.NameOf(named, attribute);
        if (SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, compilation.Assembly))
        {
            var model = EventParser.Parse(named, attribute, compilation, tellsContract: false, cancellation).Model;
            var members = model?.Key is { IsRemoval: false } ? KeyDeclaration.Of(named, compilation).Members : default;
            return new EventReference(name, model is { Refusal: null }, model is { Reading: not null }, model is { Key: not null }, Fault: null) { KeyMembers = members };
        }
        if (!Implements(named, "ISseEvent`1")) return No("its assembly was compiled without the generator: add a reference to Sse.Abstractions there");
        if (EventNames.FindFault(name) is { } fault) return No($"its name can't be published: {fault}");
        return new EventReference(name, IsWritable: true, Implements(named, "ISseReadable`1"), Implements(named, "ISseKeyed`1"), Fault: null) { KeyMembers = KeyDeclaration.FindWritten(named, compilation) };

        static EventReference No(string fault) => new("", IsWritable: false, IsReadable: false, IsKeyed: false, fault);
    }

    // Written by hand, or made an event by the hub or the assembly.
    private static EventReference FindUndeclared(INamedTypeSymbol type, INamedTypeSymbol hub, Compilation compilation)
    {
        var given = ForeignEvents.FindName(type, hub, compilation);
        if (Implements(type, "ISseEvent`1"))
        {
            return new EventReference(given ?? EventNames.FromTypeName(type.Name), IsWritable: true, Implements(type, "ISseReadable`1"), Implements(type, "ISseKeyed`1"), Fault: given is null
                ? null
                : "it implements ISseEvent itself, and says its own name: leave the attribute out") { IsGenerated = false };
        }
        var name = given ?? "";
        var fault = given is null ? $"it has no [SseEvent], and neither the hub nor the assembly has [SseEvent<{type.Name}>]: add one of them"
            : EventNames.FindFault(name) is { } invalid ? $"its name can't be published: {invalid}"
            : CollectionShapes.IsCollection(type) ? "System.Text.Json writes it as a collection: wrap it in a record"
            : type.TypeKind is not (TypeKind.Class or TypeKind.Struct) ? "it is no class and no struct: wrap it in a record"
            : ObjectRules.FindFault(type) ?? ObjectRules.FindAttributeFault(type);
        return new EventReference(name, IsWritable: true, IsReadable: false, IsKeyed: false, fault) { IsGenerated = false, IsForeign = true };
    }

    private static bool Implements(INamedTypeSymbol type, string name) =>
        type.AllInterfaces.Any(contract => contract.MetadataName == name && contract.ContainingNamespace?.ToDisplayString() is "Sse");
}
