namespace Sse.Generators.Models;

/// <summary>One declared hub: all that emission needs, compared by value like every model.</summary>
/// <param name="HintName">The generated file's name without its ending.</param>
/// <param name="Namespace">The namespace as it is written in source, or null for the global one.</param>
/// <param name="Containers">The headers of the containing types, outermost first.</param>
/// <param name="Header">The header of the hub's own part: <c>sealed partial class MarketHub</c>.</param>
/// <param name="TypeName">The hub's type, fully qualified.</param>
/// <param name="Identifier">The hub's name as code writes it.</param>
/// <param name="Name">The hub's name as its author knows it.</param>
/// <param name="Topics">Where its events can go.</param>
/// <param name="Events">What it publishes, in the order of the declaration, each type once.</param>
/// <param name="HasBase">Whether the part can make SseHub the base: not beside another base or the author's own constructor.</param>
/// <param name="Omitted">The names of generated members that the author's own leave no room for.</param>
/// <param name="IsOutsideCls">Whether the part says that it is not CLS-compliant, as its base isn't, in an assembly that is.</param>
/// <param name="Warnings">The warnings that naming its events brings along.</param>
/// <param name="Refusal">
/// Why it can't be a hub, or null. The analyzer has reported it; the part only keeps call sites compiling.
/// </param>
internal sealed record HubModel(
    string HintName,
    string? Namespace,
    EquatableArray<string> Containers,
    string Header,
    string TypeName,
    string Identifier,
    string Name,
    HubTopics Topics,
    EquatableArray<HubEventModel> Events,
    bool HasBase,
    EquatableArray<string> Omitted,
    bool IsOutsideCls,
    EquatableArray<string> Warnings,
    string? Refusal)
{
    /// <summary>Whether a generated member of that name is emitted.</summary>
    public bool Has(string member) => !Omitted.Contains(member, StringComparer.Ordinal);

    /// <summary>What it is told to be, without its events: JSON.</summary>
    public string Contract { get; init; } = "";

    /// <summary>What [SseJson] on the hub and its assembly say, as an initializer in C#; null for nothing.</summary>
    public string? Json { get; init; }
}

/// <summary>One event of a hub.</summary>
/// <param name="TypeName">The event's type, fully qualified.</param>
/// <param name="Name">The type's name as its author knows it.</param>
/// <param name="EventName">The name on the wire.</param>
/// <param name="Parameter">The name of its function among the parameters of <c>Match</c>, without <c>@</c>.</param>
/// <param name="IsPublic">Whether it can stand in a public signature; an internal one otherwise.</param>
/// <param name="IsReferenceType">Whether a value can be null.</param>
/// <param name="IsReadable">Whether it can be read back.</param>
/// <param name="IsKeyed">Whether a newer one supersedes an older one of the same key.</param>
/// <param name="Latest">How its newest event of a key is asked for, or null when it can't be.</param>
internal sealed record HubEventModel(
    string TypeName, string Name, string EventName, string Parameter, bool IsPublic, bool IsReferenceType, bool IsReadable, bool IsKeyed, LatestModel? Latest)
{
    /// <summary>The form that the hub gives the event; null where it has its own.</summary>
    public EventModel? Form { get; init; }

    /// <summary>The name of that form's type.</summary>
    public string FormName { get; init; } = "";

    /// <summary>The type that has its contract, as reflection names it with its assembly.</summary>
    public string ContractHolder { get; init; } = "";

    /// <summary>Whether its name is known only when it runs.</summary>
    public bool NamesItself { get; init; }

    /// <summary>The type that writes and reads the event: an event is its own format, unless the hub has another.</summary>
    public string Format => Form is null ? TypeName : FormName;
}

/// <summary>How the newest event of a key is asked for.</summary>
/// <param name="IsPublic">Whether the types of the event and of its key can stand in a public signature.</param>
/// <param name="Parts">The key's members, in the order in which the key holds them.</param>
internal sealed record LatestModel(bool IsPublic, EquatableArray<LatestPartModel> Parts);

/// <summary>One member of a key as a parameter.</summary>
/// <param name="Parameter">The parameter's name, without <c>@</c>.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="IsReferenceType">Whether a value can be null.</param>
/// <param name="Value">How its value is written.</param>
internal sealed record LatestPartModel(string Parameter, string Type, bool IsReferenceType, ValueModel Value);

/// <summary>Where a hub's events can go: the values of <c>Sse.SseTopics</c>.</summary>
internal enum HubTopics
{
    Optional = 0,
    Required = 1,
    None = 2,
}
