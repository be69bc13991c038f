using System.Text.Json.Nodes;

namespace Sse;

/// <summary>What is different between an event of before and of now.</summary>
internal static class EventComparison
{
    private const SseContractBreaks Everybody = SseContractBreaks.OldClients | SseContractBreaks.NewClients;

    public static IEnumerable<SseContractChange> Of(ContractEvent before, ContractEvent after)
    {
        var changes = new List<SseContractChange>();
        if (KeyText(before) != KeyText(after)) Add(Everybody, $"has {KeyText(after)}, where it had {KeyText(before)}");
        if (before.Removes != after.Removes) Add(Everybody, after.Removes is null ? $"no longer takes away {before.Removes}" : $"takes away {after.Removes}");
        changes.AddRange(SchemaFit.Of(before.Name, written: after.Schema, expected: before.Schema).Select(static found => Found(found, SseContractBreaks.OldClients)));
        changes.AddRange(SchemaFit.Of(before.Name, written: before.Schema, expected: after.Schema).Select(static found => Found(found, SseContractBreaks.NewClients)));
        if (before.Type != after.Type) Add(SseContractBreaks.None, $"is of type {after.Type}, where it was {before.Type}, which is on no wire");
        if (before.IsDeprecated != after.IsDeprecated) Add(SseContractBreaks.None, after.IsDeprecated ? "is deprecated" : "is deprecated no more");
        if (changes.Count == 0 && (before.Description != after.Description || !JsonNode.DeepEquals(before.Schema, after.Schema)))
            Add(SseContractBreaks.None, "is described otherwise, or writes something that no reader minds");
        return changes;

        void Add(SseContractBreaks breaks, string message) => changes.Add(new() { Breaks = breaks, Place = before.Name, Message = message });
    }

    private static SseContractChange Found((string Place, string Message) found, SseContractBreaks breaks) => new() { Breaks = breaks, Place = found.Place, Message = found.Message };

    private static string KeyText(ContractEvent contract) => contract.Key switch
    {
        null => "no key",
        { Count: 0 } => "the topic as its key",
        var members => $"the key {string.Join(", ", members)}",
    };
}
