using System.Text.Json;
using Sse.Tool.Assemblies;

namespace Sse.Tool.Commands;

/// <summary>The contracts in what a command was given: files of JSON, with one contract or a list of them, and built assemblies.</summary>
internal static class ContractInputs
{
    public static IReadOnlyList<string> Read(IEnumerable<string> paths) => [.. paths.SelectMany(Read).Distinct(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Read(string path) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? ReadJson(path) : AssemblyContracts.Read(path);

    private static List<string> ReadJson(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind is not JsonValueKind.Array) return [text];
            List<string> contracts = [.. document.RootElement.EnumerateArray().Select(contract => contract.GetRawText())];
            return contracts.Count > 0 ? contracts : throw new ToolException($"'{path}' has no contract: its list is empty.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ToolException($"'{path}' can't be read: {error.Message}");
        }
    }
}
