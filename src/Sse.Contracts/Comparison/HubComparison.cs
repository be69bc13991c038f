namespace Sse;

/// <summary>What is different between two hubs, their events left aside.</summary>
internal static class HubComparison
{
    public static IEnumerable<SseContractChange> Of(ContractDocument before, ContractDocument after)
    {
        var place = after.Hub ?? before.Hub ?? "";
        var breaks = (Asks(before.Topics).IsSubsetOf(Asks(after.Topics)) ? SseContractBreaks.None : SseContractBreaks.OldClients)
            | (Asks(after.Topics).IsSubsetOf(Asks(before.Topics)) ? SseContractBreaks.None : SseContractBreaks.NewClients);
        if (breaks != SseContractBreaks.None) yield return new() { Breaks = breaks, Place = place, Message = $"has topics that are {after.Topics}, where they were {before.Topics}" };
        if (before.FullName != after.FullName) yield return new() { Breaks = SseContractBreaks.None, Place = place, Message = $"was named {before.FullName}, which is on no wire" };
        if (before.Description != after.Description) yield return new() { Breaks = SseContractBreaks.None, Place = place, Message = "is described otherwise" };
        if (before.IsDeprecated != after.IsDeprecated) yield return new() { Breaks = SseContractBreaks.None, Place = place, Message = after.IsDeprecated ? "is deprecated" : "is deprecated no more" };
    }

    // How clients of such a hub ask, and what it takes.
    private static HashSet<string> Asks(string topics) => topics switch
    {
        "required" => ["with"],
        "none" => ["without"],
        _ => ["with", "without"],
    };
}
