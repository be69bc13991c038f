using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>Forms of events beside their own: types inside of hubs.</summary>
internal static class EventForms
{
    /// <summary>The form of an event; of no use when a refusal was told.</summary>
    public static EventModel Create(
        INamedTypeSymbol type, string name, string eventName, JsonScope scope, Findings findings, DeclarationPlaces places, CancellationToken cancellation)
    {
        var converters = new ConverterTable(scope.Settings);
        var values = new ValueParser(scope, converters, new JsonTrail(findings, places), cancellation);
        var content = values.ParseEvent(type);
        var key = findings.Refusal is null && EventDeclaration.Find(type) is { } attribute ? new KeyParser(type, attribute, eventName, scope.Compilation, findings, places).Parse() : null;
        var reading = findings.Refusal is null ? new ReadingParser(type, scope, converters, findings, places, cancellation).Parse() : null;
        return new EventModel(
            HintName: "",
            Namespace: null,
            Containers: default,
            $"private readonly struct {Identifiers.Escape(name)}",
            Identifiers.Qualified(type),
            eventName,
            type.IsReferenceType,
            content,
            new EquatableArray<FunctionModel>(values.Functions),
            new EquatableArray<ConverterModel>(converters.Converters),
            new EquatableArray<OptionsModel>(converters.Options),
            scope.Accessors.Model,
            scope.Settings.IsRelaxed,
            values.CountsDepth,
            key,
            reading,
            findings.Refusal is null ? ContractParser.OfEvent(type, eventName, content!, key, values, scope, cancellation) : "",
            scope.Warnings.All,
            Refusal: null);
    }
}
