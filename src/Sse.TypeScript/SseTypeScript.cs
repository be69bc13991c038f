namespace Sse;

/// <summary>Writes TypeScript clients of hubs: a module for each hub, and the client that they share.</summary>
/// <remarks>The same contracts give the same text. All members may be called from any thread.</remarks>
public static class SseTypeScript
{
    /// <summary>The modules of hubs, with all that they import.</summary>
    /// <param name="contracts">The contracts, each as <c>SseHubContract.ToJson</c> writes it.</param>
    /// <param name="options">What is wanted; null for the defaults.</param>
    /// <exception cref="FormatException">One of them is no contract of a hub, or of a later version.</exception>
    public static IReadOnlyList<SseTypeScriptFile> Generate(IEnumerable<string> contracts, SseTypeScriptOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        options ??= new SseTypeScriptOptions();
        var hubs = contracts.Select(ReadHub).ToList();
        var names = ModuleNames.Of(hubs);
        return
        [
            .. hubs.Zip(names, (hub, name) => new SseTypeScriptFile(name, HubModule.Write(hub, options.ExactNumbers))),
            new SseTypeScriptFile("sse.ts", ClientModule.Text),
            .. ClientModule.Hooks.Where(hook => options.Hooks.HasFlag(hook.Hooks)).Select(hook => new SseTypeScriptFile(hook.File, ClientModule.Read(hook.File))),
        ];
    }

    private static ContractDocument ReadHub(string json) =>
        ContractDocument.Parse(json) is { Hub: not null } hub ? hub : throw new FormatException("This contract is of no hub: it has no \"hub\".");
}
