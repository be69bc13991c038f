using System.Text.Json.Nodes;

namespace Sse;

/// <summary>An event, as a contract says it.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Description">What its author says of it.</param>
/// <param name="IsDeprecated">Whether it should not be used any more.</param>
/// <param name="Key">The names of the key's members, none where the key is the topic alone; null without a key.</param>
/// <param name="Removes">The name on the wire of what it takes away.</param>
/// <param name="Schema">The JSON Schema of its data: an object, or <c>true</c> where nothing is known.</param>
internal sealed record ContractEvent(string Name, string Type, string? Description, bool IsDeprecated, IReadOnlyList<string>? Key, string? Removes, JsonNode Schema)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It has no name.</exception>
    /// <exception cref="InvalidOperationException">A member is of another kind than it should be.</exception>
    public static ContractEvent Read(JsonObject json) => new(
        json["event"]?.GetValue<string>() ?? throw new FormatException("An event of this contract has no name."),
        json["type"]?.GetValue<string>() ?? "",
        json["description"]?.GetValue<string>(),
        json["deprecated"]?.GetValue<bool>() ?? false,
        json["key"]?.AsArray().Select(static member => member!.GetValue<string>()).ToArray(),
        json["removes"]?.GetValue<string>(),
        json["schema"] ?? JsonValue.Create(true));
}
