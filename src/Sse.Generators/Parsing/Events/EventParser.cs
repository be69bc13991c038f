using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Reads one declaration with [SseEvent]: the only place that decides what is valid and what is generated.</summary>
internal sealed class EventParser
{
    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly DeclarationPlaces _places;
    private readonly Findings _findings = new();

    private EventParser(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        (_type, _attribute, _compilation, _cancellation) = (type, attribute, compilation, cancellation);
        _places = new DeclarationPlaces(type, attribute, compilation, cancellation);
    }

    /// <summary>Reads the declaration.</summary>
    /// <param name="type">The type.</param>
    /// <param name="attribute">Its [SseEvent].</param>
    /// <param name="compilation">The compilation that declares it.</param>
    /// <param name="tellsContract">Whether the model has the contract: only what is emitted needs one.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static ParsedEvent Parse(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, bool tellsContract, CancellationToken cancellation)
    {
        try
        {
            return new EventParser(type, attribute, compilation, cancellation).Parse(tellsContract);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One declaration that the parser fails on doesn't take the parts of all others along.
            return new ParsedEvent(Model: null, [new Finding(FindingKind.UnsupportedDeclaration, DeclarationPlaces.OfAuthor(type), [type.Name, InternalFailure.Describe(failure)])]);
        }
    }

    private bool IsWhole => _findings.Refusal is null;

    private ParsedEvent Parse(bool tellsContract)
    {
        var canBeEvent = CheckDeclaration();
        var name = EventDeclaration.NameOf(_type, _attribute);
        CheckName(name);
        var warnings = new SymbolWarnings();
        warnings.Add(_type);
        var scope = new JsonScope(_type, _compilation, JsonSettings.Of(_type, _compilation.Assembly), warnings);
        var converters = new ConverterTable(scope.Settings);
        var values = new ValueParser(scope, converters, new JsonTrail(_findings, _places), _cancellation);
        var content = canBeEvent ? values.ParseEvent(_type) : null;
        var key = canBeEvent ? new KeyParser(_type, _attribute, name, _compilation, _findings, _places).Parse() : null;
        var reading = IsWhole ? new ReadingParser(_type, scope, converters, _findings, _places, _cancellation).Parse() : null;
        if (!DeclarationParser.CanBeCompleted(_type, _compilation)) return new ParsedEvent(Model: null, _findings.All);
        var model = new EventModel(
            DeclarationParser.HintName(_type),
            Identifiers.Namespace(_type),
            new EquatableArray<string>(DeclarationParser.ContainerHeaders(_type)),
            DeclarationParser.EventHeader(_type),
            Identifiers.Qualified(_type),
            IsWhole ? name : "",
            _type.IsReferenceType,
            IsWhole ? content : null,
            new EquatableArray<FunctionModel>(IsWhole ? values.Functions : []),
            new EquatableArray<ConverterModel>(IsWhole ? converters.Converters : []),
            new EquatableArray<OptionsModel>(IsWhole ? converters.Options : []),
            scope.Accessors.Model,
            scope.Settings.IsRelaxed,
            values.CountsDepth,
            IsWhole ? key : null,
            reading,
            tellsContract && IsWhole ? ContractParser.OfEvent(_type, name, content!, key, values, scope, _cancellation) : "",
            warnings.All,
            _findings.Refusal);
        return new ParsedEvent(model, _findings.All);
    }

    // Whether its members are worth a look: what can never be an event is told no more.
    private bool CheckDeclaration()
    {
        if (Attributes.Find(_type, "Sse.SseHubAttribute") is not null)
        {
            _findings.Refuse("it is a hub");
            return false;
        }
        foreach (var fault in DeclarationParser.FindFaults(_type, _compilation)) _findings.Refuse(FindingKind.UnsupportedDeclaration, _places.Type, _type.Name, fault);
        if (!IsWhole) return false;
        if (DeclarationParser.FindNotPartial(_type) is { } missing) _findings.Refuse(FindingKind.NotPartial, _places.Type, _type.Name, missing);
        if (_type.IsAbstract) _findings.Refuse(FindingKind.AbstractType, _places.Type, _type.Name);
        else
            foreach (var member in DeclarationParser.FindOpenMembers(_type))
                _findings.Refuse(FindingKind.UnsupportedDeclaration, _places.Of(member), _type.Name, $"an event is sealed, and {member.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is for types that derive from it: make it private, or neither virtual nor protected");
        if (FindTypeFault() is not { } unfit) return true;
        _findings.Refuse(FindingKind.UnsupportedEventType, _places.Type, _type.Name, unfit);
        return false;
    }

    private string? FindTypeFault() => CollectionShapes.IsCollection(_type)
        ? "System.Text.Json writes it as a collection: hold it in a member of a record"
        : ObjectRules.FindAttributeFault(_type) ?? ObjectRules.FindBaseFault(_type);

    private void CheckName(string name)
    {
        var place = Attributes.Argument<string>(_attribute) is null ? _places.Type : _places.FirstArgument;
        if (EventNames.FindFault(name) is { } fault)
            _findings.Refuse(new Finding(FindingKind.InvalidName, place, [fault]), "its name is not valid, " + fault);
        else if (name is "open" or "error") _findings.Tell(FindingKind.ErrorOrOpenName, place, name);
        else if (name is "message") _findings.Tell(FindingKind.MessageName, place, _type.Name);
    }
}
