using Microsoft.CodeAnalysis;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// Finds the form that a hub gives an event: by the hub's own options where they say something else than the event's, and for
/// types that have no form of their own.
/// </summary>
internal sealed class FormParser(INamedTypeSymbol hub, AttributeData hubAttribute, Compilation compilation, Findings findings, SymbolWarnings warnings, CancellationToken cancellation)
{
    private readonly NameTable _names = new(HubMembers.Taken(hub));

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
        var places = new DeclarationPlaces(hub, hubAttribute, compilation, cancellation);
        var form = EventForms.Create(type, name, reference.Name, new JsonScope(hub, compilation, settings, warnings), own, places, cancellation);
        foreach (var finding in own.All.Where(finding => reference.IsForeign || finding.Kind is FindingKind.UnsupportedMember or FindingKind.CollidingMembers))
            findings.Tell(finding with { Location = place });
        if (own.Refusal is { } refusal)
        {
            findings.Refuse($"{type.Name} can't be written: {refusal}");
            return null;
        }
        return model with
        {
            Form = form,
            FormName = $"{Identifiers.Qualified(hub)}.{name}",
            ContractHolder = ReflectionNames.OfNested(hub, name),
            IsReadable = form.Reading is not null,
            IsKeyed = form.Key is not null,
        };
    }
}
