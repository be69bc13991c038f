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
    private readonly SymbolWarnings _warnings = new();

    private HubParser(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        (_type, _attribute, _compilation, _cancellation) = (type, attribute, compilation, cancellation);
        _places = new DeclarationPlaces(type, attribute, compilation, cancellation);
    }

    public static ParsedHub Parse(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            return new HubParser(type, attribute, compilation, cancellation).Parse();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new ParsedHub(Model: null, [new Finding(FindingKind.UnsupportedHub, DeclarationPlaces.OfAuthor(type), [type.Name, InternalFailure.Describe(failure)])]);
        }
    }

    private ParsedHub Parse()
    {
        foreach (var obstacle in HubRules.FindObstacles(_type, _compilation, _places.Type)) _findings.Refuse(obstacle, "its declaration is not one of a hub");
        var hasBase = _findings.Refusal is null;
        var topics = ParseTopics();
        var (listed, events) = ParseEvents();
        var omitted = ParseCollisions(listed);
        if (!DeclarationParser.CanBeCompleted(_type, _compilation) || _type.IsRecord) return new ParsedHub(Model: null, _findings.All);
        var model = new HubModel(
            DeclarationParser.HintName(_type),
            Identifiers.Namespace(_type),
            new EquatableArray<string>(DeclarationParser.ContainerHeaders(_type)),
            DeclarationParser.EventHeader(_type),
            Identifiers.Qualified(_type),
            Identifiers.Escape(_type.Name),
            _type.Name,
            topics,
            new EquatableArray<HubEventModel>(events),
            hasBase,
            new EquatableArray<string>(omitted),
            ClsRules.IsOutside(_type, _compilation),
            _warnings.All,
            _findings.Refusal)
        {
            Contract = _findings.Refusal is null ? ContractParser.OfHub(_type, topics, _compilation, _cancellation) : "",
            Json = JsonSettings.Of(_type, _compilation.Assembly).Initializer(),
        };
        return new ParsedHub(model, _findings.All);
    }

    private (List<ITypeSymbol> Listed, List<HubEventModel> Models) ParseEvents()
    {
        var parser = new HubEventParser(_type, _attribute, _compilation, _findings, _warnings, _cancellation);
        var listed = new List<ITypeSymbol>();
        var arguments = HubArguments.Of(_type, _attribute, _cancellation);
        if (arguments.Length is 0) _findings.Refuse(FindingKind.EmptyHub, _places.Type, _type.Name);
        foreach (var (type, location) in arguments)
        {
            var place = location ?? _places.Type;
            if (type is null) _findings.Refuse(FindingKind.NotAnEvent, place, "null", "it is no type: remove it");
            else if (type.TypeKind is TypeKind.Error) _findings.Refuse("an event's type is not known");
            else if (listed.Contains(type, SymbolEqualityComparer.Default)) _findings.Refuse(FindingKind.EventListedTwice, place, type.Name);
            else
            {
                listed.Add(type);
                parser.Parse(type, place);
            }
        }
        return (listed, parser.Models);
    }

    private List<string> ParseCollisions(List<ITypeSymbol> events)
    {
        var omitted = new List<string>();
        if (HubMembers.IsGenerated(_type.Name)) omitted.Add(_type.Name);
        foreach (var member in HubMembers.FindCollisions(_type, events))
        {
            omitted.Add(member.Name);
            _findings.Refuse(FindingKind.HubMemberCollision, _places.Of(member), _type.Name, member.Name);
        }
        return omitted;
    }

    private HubTopics ParseTopics()
    {
        if (Attributes.Property<int?>(_attribute, "Topics") is not { } topics) return HubTopics.Optional;
        if (topics is >= 0 and < 3) return (HubTopics)topics;
        _findings.Refuse(FindingKind.UnsupportedHub, _places.Argument("Topics"), _type.Name, $"{topics} is no value of SseTopics: use one of its names");
        return HubTopics.Optional;
    }
}
