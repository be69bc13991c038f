using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Reads the events that a hub lists, one after the other.</summary>
internal sealed class HubEventParser(INamedTypeSymbol hub, AttributeData attribute, Compilation compilation, Findings findings, SymbolWarnings warnings, CancellationToken cancellation)
{
    private readonly Dictionary<string, INamedTypeSymbol> _names = new(StringComparer.Ordinal);
    private readonly List<string> _proposed = [];
    private readonly NameTable _parameters = new("value", "item");
    private readonly FormParser _forms = new(hub, attribute, compilation, findings, warnings, cancellation);

    /// <summary>What is known of them so far; of those that were refused too, so that call sites go on compiling.</summary>
    public List<HubEventModel> Models { get; } = [];

    /// <summary>Reads one event.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="place">Where the hub lists it.</param>
    public void Parse(ITypeSymbol type, Location place)
    {
        var reference = EventReference.Find(type, hub, compilation, cancellation);
        var fault = FindOwnMember(type) ?? reference.Fault;
        if (fault is not null) RefuseType(type, reference, fault, place);
        else if (!reference.IsWritable) findings.Refuse($"{type.Name} can't be written");
        else if (_names.TryGetValue(reference.Name, out var first)) RefuseName(type.Name, reference.Name, first, place);
        else _names.Add(reference.Name, (INamedTypeSymbol)type);
        if (type is not INamedTypeSymbol { IsUnboundGenericType: false, IsStatic: false, IsRefLikeType: false } named || !CanName(named)) return;
        if (fault is null && FindNameFault(named) is { } unnamed)
        {
            findings.Refuse(FindingKind.NotAnEvent, place, named.Name, unnamed);
            return;
        }
        var isPublic = Visibility.CoversPublicMembers(named, hub);
        if (!isPublic && !Visibility.CoversAssembly(named))
        {
            findings.Refuse(FindingKind.HiddenEvent, place, named.Name, hub.Name);
            return;
        }
        warnings.Add(named);
        var model = new HubEventModel(
            Identifiers.Qualified(named), named.Name, reference.Name, _parameters.Unique(JsonNames.ToCamelCase(named.Name)), isPublic, named.IsReferenceType,
            reference.IsReadable, reference.IsKeyed, reference.IsReadable && !reference.KeyMembers.IsDefault ? ParseLatest(reference, isPublic) : null)
        {
            ContractHolder = ReflectionNames.Of(named),
            NamesItself = reference is { IsGenerated: false, IsForeign: false },
        };
        Models.Add(fault is null && reference.IsWritable ? _forms.Parse(named, model, reference, place) ?? model : model);
    }

    private void RefuseType(ITypeSymbol type, EventReference reference, string fault, Location place)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var finding = new Finding(FindingKind.NotAnEvent, place, [name, fault]);
        var isUndeclared = reference is { IsForeign: true, Name.Length: 0 } && type.TypeKind is TypeKind.Class or TypeKind.Struct;
        findings.Refuse(isUndeclared ? finding with { Hints = finding.Hints.Add(FixHints.Undeclared, Identifiers.Qualified(type)) } : finding, $"{name}: {fault}");
    }

    private void RefuseName(string type, string name, INamedTypeSymbol first, Location place)
    {
        var other = new NameTable([.. _names.Keys, .. _proposed]).Unique(EventNames.FromTypeName(type), "");
        _proposed.Add(other);
        var finding = new Finding(FindingKind.SameNameInHub, place, [type, name, first.ToDisplayString()]);
        findings.Refuse(EventNames.FindFault(other) is null ? finding with { Hints = finding.Hints.Add(FixHints.Replacement, other) } : finding, $"{type}: it is named '{name}' like {first.Name}");
    }

    // In the attribute a name can come to mean the part that is generated: only the analyzer sees that.
    private string? FindOwnMember(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingType, hub) && GeneratedParts.Contain(type)
        ? $"here the name means the hub's own {type.Name}: write it with its namespace, or with global::"
        : null;

    private bool CanName(INamedTypeSymbol type) => !Visibility.Parts(type).Any(part => part.IsFileLocal) && compilation.IsSymbolAccessibleWithin(type, hub);

    private string? FindNameFault(INamedTypeSymbol type) => ObsoleteRules.IsForbidden(type, hub)
        ? "it is obsolete as an error, and may not be used: remove it"
        : TypeNames.FindFault(type, compilation);

    private LatestModel? ParseLatest(EventReference reference, bool isPublic)
    {
        var names = new NameTable("value", "position", "writer");
        var parts = new List<LatestPartModel>();
        foreach (var member in reference.KeyMembers)
        {
            var type = member.Type!;
            if (KeyTypes.Find(type) is not { } value || !CanUse(type)) return null;
            isPublic &= Visibility.CoversPublicMembers(type, hub);
            warnings.Add(type);
            parts.Add(new LatestPartModel(names.Unique(JsonNames.ToCamelCase(member.Name)), Identifiers.Qualified(type), type.IsReferenceType, value));
        }
        return new LatestModel(isPublic, new EquatableArray<LatestPartModel>(parts));
    }

    private bool CanUse(ITypeSymbol type) => type is INamedTypeSymbol named && CanName(named) && FindNameFault(named) is null
        && (Visibility.CoversPublicMembers(named, hub) || Visibility.CoversAssembly(named));
}
