using Sse.Tests.Live;

namespace Sse.Tests;

/// <summary>What the generator makes of the contracts of folder <c>Contracts</c>.</summary>
internal static class Generated
{
    private const SseTypeScriptHooks AllHooks = SseTypeScriptHooks.React | SseTypeScriptHooks.Vue | SseTypeScriptHooks.Svelte;

    public static string Contract(string name) => File.ReadAllText(Repository.PathOf($"tests/Sse.TypeScript.Tests/Contracts/{name}.json"));

    public static string Text(string contract, string file, bool exactNumbers = false) =>
        SseTypeScript.Generate([Contract(contract)], new() { ExactNumbers = exactNumbers }).Single(module => module.Name == file).Text;

    /// <summary>Each set of modules, with the folder where it lies.</summary>
    public static IEnumerable<(string Folder, SseTypeScriptFile File)> Modules()
    {
        string[] contracts = [Contract("market"), Contract("everything"), SseHubContract.Of<LiveHub>().ToJson(), SseHubContract.Of<CountHub>().ToJson()];
        foreach (var file in SseTypeScript.Generate(contracts, new() { Hooks = AllHooks })) yield return ("plain", file);
        foreach (var file in SseTypeScript.Generate(contracts, new() { ExactNumbers = true })) yield return ("exact", file);
    }
}
