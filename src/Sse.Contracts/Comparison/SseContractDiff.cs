namespace Sse;

/// <summary>Compares two contracts of a hub: what a change of its events breaks, and for whom.</summary>
/// <remarks>
/// A client of before expects what the contract of before says, and meets what the one of now says; a client of now on a server of before
/// meets it the other way round. So each is one question: whether all that one side writes is what the other reads.
/// </remarks>
public static class SseContractDiff
{
    /// <summary>Compares them.</summary>
    /// <param name="before">The contract that clients and servers were built with: JSON as <see cref="SseHubContract.ToJson"/> writes it.</param>
    /// <param name="after">The contract of now.</param>
    /// <returns>All that is different, the worst first; empty where nothing is.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="FormatException">A text is no contract, or one of a later format.</exception>
    public static IReadOnlyList<SseContractChange> Compare(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Sorted(Compare(ContractDocument.Parse(before), ContractDocument.Parse(after)));
    }

    /// <summary>Compares those of several hubs, each with the one of its name.</summary>
    /// <param name="before">The contracts that clients and servers were built with.</param>
    /// <param name="after">The contracts of now.</param>
    /// <returns>All that is different, the worst first; empty where nothing is. A hub that is gone breaks its clients.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="FormatException">A text is no contract, or one of a later format; or two of one side have one name.</exception>
    public static IReadOnlyList<SseContractChange> CompareAll(IEnumerable<string> before, IEnumerable<string> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (ByName(before), ByName(after));
        // One on each side is one hub, also under a new name.
        if (old.Count == 1 && now.Count == 1) return Sorted(Compare(old.Values.Single(), now.Values.Single()));
        var changes = new List<SseContractChange>();
        foreach (var (name, one) in old)
        {
            if (now.Remove(name, out var other)) changes.AddRange(Compare(one, other));
            else changes.Add(new() { Breaks = SseContractBreaks.OldClients, Place = name, Message = "is gone" });
        }
        changes.AddRange(now.Keys.Select(static name => new SseContractChange { Breaks = SseContractBreaks.None, Place = name, Message = "is a new hub" }));
        return Sorted(changes);
    }

    private static List<SseContractChange> Compare(ContractDocument old, ContractDocument now)
    {
        var changes = new List<SseContractChange>(HubComparison.Of(old, now));
        var later = now.Events.ToDictionary(static one => one.Name, StringComparer.Ordinal);
        foreach (var one in old.Events)
        {
            if (later.Remove(one.Name, out var other)) changes.AddRange(EventComparison.Of(one, other));
            else changes.Add(new() { Breaks = SseContractBreaks.OldClients, Place = one.Name, Message = "is not sent any more" });
        }
        changes.AddRange(now.Events.Where(one => later.ContainsKey(one.Name)).Select(static one =>
            new SseContractChange { Breaks = SseContractBreaks.None, Place = one.Name, Message = "is a new event" }));
        return changes;
    }

    private static SseContractChange[] Sorted(IEnumerable<SseContractChange> changes) =>
        [.. changes.OrderByDescending(static change => change.Breaks.HasFlag(SseContractBreaks.OldClients)).ThenByDescending(static change => change.Breaks)];

    private static Dictionary<string, ContractDocument> ByName(IEnumerable<string> contracts)
    {
        var named = new Dictionary<string, ContractDocument>(StringComparer.Ordinal);
        foreach (var contract in contracts.Select(ContractDocument.Parse))
            if (!named.TryAdd(contract.FullName ?? "", contract)) throw new FormatException($"Two contracts are of {contract.FullName}.");
        return named;
    }
}
