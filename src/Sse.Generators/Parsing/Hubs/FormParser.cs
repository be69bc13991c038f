using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// Finds the form that a hub gives an event: by the hub's own options where they say something else than the event's, and for
/// types that have no form of their own.
/// </summary>
internal sealed class FormParser(INamedTypeSymbol hub, AttributeData hubAttribute, Compilation compilation, Findings findings, CancellationToken cancellation)
{
    private readonly NameTable _names = new();

    /// <summary>The event with its form in this hub; null when there is a reason why not, which was told.</summary>
    /// <param name="type">The event.</param>
    /// <param name="model">What the hub knows of it.</param>
    /// <param name="reference">What it is.</param>
    /// <param name="place">Where the hub lists it.</param>
    public HubEventModel? Parse(INamedTypeSymbol type, HubEventModel model, EventReference reference, Location place)
    {
        var settings = JsonSettings.Of(type, hub, type.ContainingAssembly);
        if (reference.IsForeign) settings = JsonSettings.Of(type, hub, compilation.Assembly);
        else if (!reference.IsGenerated || settings == JsonSettings.Of(type, type.ContainingAssembly)) return model;
        var name = _names.Unique(type.Name + "Form");
        var own = new Findings();
        var form = Create(type, settings, name, reference.Name, own);
        foreach (var finding in own.All.Where(finding => reference.IsForeign || finding.Kind is FindingKind.UnsupportedMember or FindingKind.CollidingMembers))
            findings.Tell(finding with { Location = place });
        if (own.Refusal is { } refusal)
        {
            findings.Refuse($"{type.Name} can't be written: {refusal}");
            return null;
        }
        return model with { Form = form, FormName = $"{Identifiers.Qualified(hub)}.{name}", IsReadable = form.Reading is not null, IsKeyed = form.Key is not null };
    }

    private EventModel Create(INamedTypeSymbol type, JsonSettings settings, string name, string eventName, Findings own)
    {
        var places = new DeclarationPlaces(hub, hubAttribute, compilation, cancellation);
        var scope = new JsonScope(hub, compilation, settings);
        var converters = new ConverterTable(settings);
        var values = new ValueParser(scope, converters, new JsonTrail(own, places), cancellation);
        var content = values.ParseEvent(type);
        var key = own.Refusal is null ? FindKey(type, eventName, own, places) : null;
        var reading = own.Refusal is null ? new ReadingParser(type, scope, converters, own, places, cancellation).Parse() : null;
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
            settings.IsRelaxed,
            values.CountsDepth,
            key,
            reading,
            Refusal: null);
    }

    private KeyModel? FindKey(INamedTypeSymbol type, string eventName, Findings own, DeclarationPlaces places) => EventDeclaration.Find(type) is { } attribute
        ? new KeyParser(type, attribute, eventName, compilation, own, places).Parse()
        : null;
}
