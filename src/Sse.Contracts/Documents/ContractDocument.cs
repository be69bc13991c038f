using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sse;

/// <summary>A contract as its JSON says it: a hub's, or the events of streams that are no hub's.</summary>
/// <param name="Hub">The name of the hub's class; null for other streams.</param>
/// <param name="Namespace">Where it is declared; null for the global one.</param>
/// <param name="Description">What its author says of it.</param>
/// <param name="IsDeprecated">Whether it should not be used any more.</param>
/// <param name="Topics"><c>optional</c>, <c>required</c> or <c>none</c>.</param>
/// <param name="Events">In the order of their declaration.</param>
internal sealed record ContractDocument(string? Hub, string? Namespace, string? Description, bool IsDeprecated, string Topics, IReadOnlyList<ContractEvent> Events)
{
    private const int Version = 1;

    /// <summary>The hub's name as C# writes it, with its namespace.</summary>
    public string? FullName => Namespace is null ? Hub : $"{Namespace}.{Hub}";

    /// <summary>Whether its streams can be asked for by topic.</summary>
    public bool HasTopics => Topics is not "none";

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">The text is no contract, or one of a later format.</exception>
    public static ContractDocument Parse(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject root || root["sse"] is not JsonValue version || root["events"] is not JsonArray events)
                throw new FormatException("This is no contract: an object with \"sse\" and \"events\" was expected.");
            if (version.GetValue<int>() != Version) throw new FormatException($"This contract has format {version.ToJsonString()}; format {Version} can be read.");
            var read = events.Select(static one => ContractEvent.Read(one as JsonObject ?? throw new FormatException("An event of this contract is no object."))).ToList();
            if (read.GroupBy(static one => one.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice) throw new FormatException($"This contract has two events named {twice.Key}.");
            return new(
                root["hub"]?.GetValue<string>(), root["namespace"]?.GetValue<string>(), root["description"]?.GetValue<string>(),
                root["deprecated"]?.GetValue<bool>() ?? false, root["topics"]?.GetValue<string>() ?? "optional",
                read);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException($"This is no contract: {exception.Message}", exception);
        }
    }
}
