using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Reads one declaration with [SseEvent]: the only place that decides what is valid and what is generated.</summary>
internal sealed class EventParser
{
    public const string AttributeName = "Sse.SseEventAttribute";

    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();
    private string? _refusal;

    private EventParser(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation) =>
        (_type, _attribute, _compilation, _cancellation) = (type, attribute, compilation, cancellation);

    public static ParsedEvent Parse(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation) =>
        new EventParser(type, attribute, compilation, cancellation).Parse();

    private ParsedEvent Parse()
    {
        CheckDeclaration();
        var name = ParseName();
        var values = new ValueParser(_type, _compilation, _cancellation);
        var members = _refusal is null ? ParseMembers(values) : [];
        var key = _refusal is null ? ParseKey(name) : null;
        var isWhole = _refusal is null;
        var reading = isWhole ? ParseReading() : null;
        var model = DeclarationParser.CanBeCompleted(_type)
            ? new EventModel(
                DeclarationParser.HintName(_type),
                Identifiers.Namespace(_type),
                new EquatableArray<string>(DeclarationParser.ContainerHeaders(_type)),
                DeclarationParser.EventHeader(_type),
                Identifiers.Qualified(_type),
                isWhole ? name : "",
                _type.IsReferenceType,
                new EquatableArray<MemberModel>(isWhole ? members : []),
                new EquatableArray<FunctionModel>(isWhole ? values.Functions : []),
                key,
                reading,
                _refusal)
            : null;
        return new ParsedEvent(model, _findings.ToImmutable());
    }

    private void CheckDeclaration()
    {
        if (DeclarationParser.FindObstacle(_type, TypeLocation()) is { } obstacle)
        {
            _findings.Add(obstacle);
            _refusal = "its declaration is not one of an event";
            return;
        }
        var fault = CollectionTypes.IsCollection(_type) ? "System.Text.Json writes it as a collection"
            : ObjectRules.FindAttributeFault(_type) ?? ObjectRules.FindBaseFault(_type);
        if (fault is not null) Refuse(FindingKind.UnsupportedEventType, TypeLocation(), _type.Name, fault);
    }

    private string ParseName()
    {
        var declared = JsonAttributes.Argument<string>(_attribute);
        var name = declared ?? EventNames.FromTypeName(_type.Name);
        if (_refusal is not null) return name;
        var location = declared is null ? TypeLocation() : NameLocation();
        if (EventNames.FindFault(name) is { } fault)
        {
            _findings.Add(new Finding(FindingKind.InvalidName, location, [fault], EventNames.Repair(name, _type.Name)));
            _refusal = "its name is not valid, " + fault;
        }
        else if (name is "open" or "error") _findings.Add(new Finding(FindingKind.ErrorOrOpenName, location, [name]));
        else if (name is "message") _findings.Add(new Finding(FindingKind.MessageName, location, [_type.Name]));
        return name;
    }

    private List<MemberModel> ParseMembers(ValueParser values)
    {
        var models = new List<MemberModel>();
        var collector = JsonMemberCollector.Collect(_type);
        if (collector.Collision is { } collision)
        {
            Refuse(FindingKind.CollidingMembers, LocationOf(collision.Second.Symbol), collision.Describe());
            return models;
        }
        var parser = new MemberParser(values, _type, _compilation);
        foreach (var member in collector.Members)
        {
            if (parser.TryParse(member, _type, out var model) && model is not null) models.Add(model);
            foreach (var refusal in values.Refusals.Drain()) Report(refusal, LocationOf(member.Symbol));
        }
        return models;
    }

    private KeyModel? ParseKey(string name) => new KeyParser(_type, _attribute, name, _compilation,
        (kind, symbol, arguments) => Refuse(kind, symbol is null ? RemovesLocation() : LocationOf(symbol), arguments)).Parse();

    private ReadingModel? ParseReading()
    {
        var reading = new ReadingParser(_type, _compilation, _cancellation).Parse(out var fault);
        if (reading is null) _findings.Add(new Finding(FindingKind.UnreadableEvent, TypeLocation(), [_type.Name, fault]));
        return reading;
    }

    private void Report(Refusal refusal, Location location)
    {
        if (refusal.Kind is FindingKind.ValueTupleMember) _findings.Add(new Finding(FindingKind.ValueTupleMember, location, [refusal.Path]));
        else if (refusal.Kind is { } kind) Refuse(kind, location, refusal.Path, refusal.Reason);
        else _refusal ??= refusal.Reason;
    }

    private void Refuse(FindingKind kind, Location location, params string[] arguments)
    {
        _findings.Add(new Finding(kind, location, [.. arguments]));
        _refusal ??= string.Join(": ", arguments);
    }

    private Location TypeLocation() => Declaration()?.Identifier.GetLocation() ?? LocationOf(_type);

    private TypeDeclarationSyntax? Declaration() =>
        _attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();

    private Location NameLocation() =>
        _attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation) is AttributeSyntax { ArgumentList.Arguments: [var argument, ..] }
            ? argument.Expression.GetLocation()
            : TypeLocation();

    private Location RemovesLocation() =>
        (_attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation) as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text is "Removes")?.Expression.GetLocation()
        ?? TypeLocation();

    // What is inherited from another assembly has no place of its own in this one.
    private Location LocationOf(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.SourceTree is { } tree && _compilation.ContainsSyntaxTree(tree)) ?? TypeLocation();
}
