namespace Sse.Tool.Assemblies;

/// <summary>The contracts of the hubs of an assembly, whose events may be declared in others that lie beside it.</summary>
internal sealed class AssemblyContracts : IDisposable
{
    private readonly string _path;
    private readonly Dictionary<string, ContractAssembly> _open = new(StringComparer.OrdinalIgnoreCase);

    private AssemblyContracts(string path) => _path = path;

    /// <summary>Reads an assembly.</summary>
    /// <returns>The contract of each hub that is declared there, as its JSON.</returns>
    /// <exception cref="ToolException">It has no hub, or an event's contract isn't to be found.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        using var contracts = new AssemblyContracts(path);
        List<string> found = [.. contracts.Open(Path.GetFileNameWithoutExtension(path)).Hubs().Select(contracts.Compose)];
        return found.Count > 0 ? found : throw new ToolException($"'{path}' declares no hub with a contract: a class with [SseHub], compiled by this version of Sse.");
    }

    public void Dispose()
    {
        foreach (var assembly in _open.Values) assembly.Dispose();
    }

    private string Compose(HubLiterals hub)
    {
        var events = hub.Holders.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(holder => EventOf(hub, holder));
        return $"{hub.Head.AsSpan(0, hub.Head.Length - 1)},\"events\":[{string.Join(',', events)}]}}";
    }

    private string EventOf(HubLiterals hub, string holder)
    {
        // The name of a type can have a comma, between arguments of generic types; that of an assembly can't.
        var comma = holder.LastIndexOf(", ", StringComparison.Ordinal);
        var (type, assembly) = (holder[..comma], holder[(comma + 2)..]);
        return Open(assembly).EventContract(type) ?? throw new ToolException(
            $"The hub {hub.Type} has an event {type}, of {assembly}, that says no contract: it is written by hand, or compiled by another version of Sse. Write the hub's contract to a file (SseHubContract.Of<{hub.Type.Split('.', '+')[^1]}>().ToJson()) and give that instead.");
    }

    private ContractAssembly Open(string name)
    {
        if (_open.TryGetValue(name, out var known)) return known;
        var own = Path.GetFileNameWithoutExtension(_path).Equals(name, StringComparison.OrdinalIgnoreCase);
        var path = own ? _path : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_path))!, $"{name}.dll");
        if (!File.Exists(path)) throw new ToolException(own ? $"There is no file '{path}'." : $"'{_path}' has events of '{name}', which does not lie beside it: give the assembly where it was built or published to.");
        return _open[name] = ContractAssembly.Open(path);
    }
}
