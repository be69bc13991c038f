using System.Text.Json;

namespace Sse;

/// <summary>A hub's contract, as its JSON tells it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Namespace">Its namespace and containing types; null for none.</param>
/// <param name="Description">What it is, in words; null for none.</param>
/// <param name="IsDeprecated">Whether it is on its way out.</param>
/// <param name="HasTopics">Whether its streams can be asked for by topic.</param>
/// <param name="Events">In the order of their declaration.</param>
internal sealed record HubContract(string Name, string? Namespace, string? Description, bool IsDeprecated, bool HasTopics, IReadOnlyList<EventContract> Events)
{
    /// <summary>The name with all before it.</summary>
    public string FullName => Namespace is null ? Name : $"{Namespace}.{Name}";
}

/// <summary>An event of a hub's contract.</summary>
/// <param name="Event">Its name on the wire.</param>
/// <param name="Type">The simple name of its C# type.</param>
/// <param name="Description">What it is, in words; null for none.</param>
/// <param name="IsDeprecated">Whether it is on its way out.</param>
/// <param name="Key">The members of its key; null where it has none, empty where its topic is the key.</param>
/// <param name="Removes">The event whose key it takes away; null for none.</param>
/// <param name="Schema">The JSON Schema of its data.</param>
internal sealed record EventContract(string Event, string Type, string? Description, bool IsDeprecated, IReadOnlyList<string>? Key, string? Removes, JsonElement Schema);
