using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sse.Tool.Assemblies;

/// <summary>An assembly whose contracts are read without running it: generated methods return them as one literal each.</summary>
internal sealed class ContractAssembly : IDisposable
{
    private const string HubInterface = "Sse.ISseHub<";
    private const string FormatInterface = "Sse.ISseFormat<";

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly Dictionary<string, TypeDefinition> _types = new(StringComparer.Ordinal);

    private ContractAssembly(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        foreach (var handle in _metadata.TypeDefinitions) _types[NameOf(handle)] = _metadata.GetTypeDefinition(handle);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="ToolException">It can't be read, or is no assembly.</exception>
    public static ContractAssembly Open(string path)
    {
        try
        {
            var file = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
            return file.HasMetadata ? new ContractAssembly(file) : throw new ToolException($"'{path}' is no .NET assembly.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            throw new ToolException($"'{path}' can't be read: {error.Message}");
        }
    }

    /// <summary>The hubs that it declares, in the order of their names.</summary>
    public IEnumerable<HubLiterals> Hubs() =>
        from type in _types
        orderby type.Key
        let head = Literal(type.Value, HubInterface, "get_Contract")
        where head is not null
        select new HubLiterals(type.Key, head, Literal(type.Value, HubInterface, "get_ContractHolders") ?? "");

    /// <summary>The contract of the events that a type writes; null where it says none.</summary>
    /// <param name="type">The type's name, as reflection has it.</param>
    public string? EventContract(string type) => _types.TryGetValue(type, out var definition) ? Literal(definition, FormatInterface, "get_Contract") : null;

    public void Dispose() => _file.Dispose();

    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var name = _metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } container) return $"{NameOf(container)}+{name}";
        return type.Namespace.IsNil ? name : $"{_metadata.GetString(type.Namespace)}.{name}";
    }

    /// <summary>What the type's own implementation of an interface's property returns, if that is one literal.</summary>
    private string? Literal(TypeDefinition type, string contract, string getter)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = _metadata.GetMethodDefinition(handle);
            // The compiler names it as its source does.
            var name = _metadata.GetString(method.Name).Replace("global::", "", StringComparison.Ordinal);
            if (name.StartsWith(contract, StringComparison.Ordinal) && name.EndsWith($">.{getter}", StringComparison.Ordinal) && method.RelativeVirtualAddress != 0) return Literal(method);
        }
        return null;
    }

    private string? Literal(MethodDefinition method)
    {
        var code = _file.GetMethodBody(method.RelativeVirtualAddress).GetILReader();
        var operation = ILOpCode.Nop;
        while (operation is ILOpCode.Nop && code.RemainingBytes > sizeof(int)) operation = (ILOpCode)code.ReadByte();
        return operation is ILOpCode.Ldstr ? _metadata.GetUserString((UserStringHandle)System.Reflection.Metadata.Ecma335.MetadataTokens.Handle(code.ReadInt32())) : null;
    }
}
