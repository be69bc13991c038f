using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Reads one declaration with [SseHub]: the only place that decides what is valid and what is generated.</summary>
internal sealed class HubParser
{
    public const string AttributeName = "Sse.SseHubAttribute";

    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly DeclarationPlaces _places;
    private readonly Findings _findings = new();

    private HubParser(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        (_type, _attribute, _compilation, _cancellation) = (type, attribute, compilation, cancellation);
        _places = new DeclarationPlaces(type, attribute, compilation, cancellation);
    }

    public static ParsedHub Parse(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation) =>
        new HubParser(type, attribute, compilation, cancellation).Parse();

    private ParsedHub Parse()
    {
        foreach (var obstacle in HubRules.FindObstacles(_type, _places.Type)) _findings.Refuse(obstacle, "its declaration is not one of a hub");
        var hasBase = _findings.Refusal is null;
        var events = ParseEvents();
        var model = DeclarationParser.CanBeCompleted(_type) && !_type.IsRecord
            ? new HubModel(
                DeclarationParser.HintName(_type),
                Identifiers.Namespace(_type),
                new EquatableArray<string>(DeclarationParser.ContainerHeaders(_type)),
                DeclarationParser.EventHeader(_type),
                Identifiers.Qualified(_type),
                Identifiers.Escape(_type.Name),
                _type.Name,
                Topics(),
                new EquatableArray<HubEventModel>(events),
                hasBase,
                _findings.Refusal)
            {
                Json = JsonSettings.Of(_type, _compilation.Assembly).Initializer(),
            }
            : null;
        return new ParsedHub(model, _findings.All);
    }

    private List<HubEventModel> ParseEvents()
    {
        var events = new List<HubEventModel>();
        var listed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var names = new Dictionary<string, INamedTypeSymbol>(StringComparer.Ordinal);
        var arguments = HubArguments.Of(_type, _attribute, _cancellation);
        var forms = new FormParser(_type, _attribute, _compilation, _findings, _cancellation);
        if (arguments.Length is 0) _findings.Refuse(FindingKind.EmptyHub, _places.Type, _type.Name);
        foreach (var (type, location) in arguments)
        {
            var place = location ?? _places.Type;
            if (type is null or { TypeKind: TypeKind.Error })
            {
                if (type is null) _findings.Refuse(FindingKind.NotAnEvent, place, "null", "it is no type");
                else _findings.Refuse("an event's type is not known");
                continue;
            }
            if (!listed.Add(type))
            {
                _findings.Refuse(FindingKind.EventListedTwice, place, type.Name);
                continue;
            }
            var reference = EventReference.Find(type, _type, _compilation, _cancellation);
            if (reference.Fault is { } fault) _findings.Refuse(FindingKind.NotAnEvent, place, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), fault);
            else if (!reference.IsWritable) _findings.Refuse($"{type.Name} can't be written");
            else if (names.TryGetValue(reference.Name, out var first)) _findings.Refuse(FindingKind.SameNameInHub, place, type.Name, reference.Name, first.ToDisplayString());
            else names.Add(reference.Name, (INamedTypeSymbol)type);
            if (type is not INamedTypeSymbol { IsUnboundGenericType: false, IsStatic: false, IsRefLikeType: false } named) continue;
            var model = CreateModel(named, reference, events);
            events.Add(reference.Fault is null && reference.IsWritable ? forms.Parse(named, model, reference, place) ?? model : model);
        }
        return events;
    }

    private static HubEventModel CreateModel(INamedTypeSymbol type, EventReference reference, List<HubEventModel> earlier)
    {
        var parameter = JsonNames.ToCamelCase(type.Name);
        var unique = parameter;
        for (var i = 2; unique is "value" or "item" || earlier.Any(other => string.Equals(other.Parameter, unique, StringComparison.Ordinal)); i++)
            unique = parameter + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new HubEventModel(Identifiers.Qualified(type), type.Name, reference.Name, unique, IsPublic(type), reference.IsReadable, reference.IsKeyed) { NamesItself = reference is { IsGenerated: false, IsForeign: false } };
    }

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
            if (current.DeclaredAccessibility is not Accessibility.Public) return false;
        return true;
    }

    private HubTopics Topics() => Attributes.Property<int?>(_attribute, "Topics") is { } topics and > 0 and < 3 ? (HubTopics)topics : HubTopics.Optional;
}
