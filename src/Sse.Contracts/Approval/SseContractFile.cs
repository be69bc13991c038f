using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sse;

/// <summary>Holds a hub to a contract that was approved, in a file beside its tests: a change shows in review, and says what it breaks.</summary>
public static class SseContractFile
{
    /// <summary>Set to <c>1</c>, <see cref="Check{THub}"/> writes the files instead of comparing.</summary>
    public const string UpdateVariable = "SSE_CONTRACT_UPDATE";

    /// <summary>Compares a hub's contract with the approved one.</summary>
    /// <typeparam name="THub">A class with <see cref="SseHubAttribute"/>.</typeparam>
    /// <param name="path">The file, such as <c>market.contract.json</c>; if relative, from the folder of the source file that calls.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="SseContractChangedException">It is another one, even if nobody is broken by that; or none was approved yet.</exception>
    /// <exception cref="FormatException">The file holds no contract.</exception>
    /// <exception cref="IOException">The file can't be read or written.</exception>
    public static void Check<THub>(string path, [CallerFilePath] string callerFile = "")
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = Path.IsPathRooted(path) ? path : Path.Combine(SourceFolder.Of(callerFile), path);
        Check(SseHubContract.Of<THub>().ToJson(), file, Environment.GetEnvironmentVariable(UpdateVariable) == "1");
    }

    internal static void Check(string contract, string file, bool isUpdate)
    {
        if (isUpdate) File.WriteAllText(file, Indented(contract));
        var approve = $"To approve it, run the test once with {UpdateVariable}=1 and review {Path.GetFileName(file)}.";
        if (!File.Exists(file)) throw new SseContractChangedException($"No contract was approved yet: {file} is missing. {approve}", []);
        var approved = File.ReadAllText(file);
        var changes = SseContractDiff.Compare(approved, contract);
        if (changes.Count == 0 && JsonNode.DeepEquals(JsonNode.Parse(approved), JsonNode.Parse(contract))) return;
        var message = new StringBuilder("The contract is not the approved one:\n");
        foreach (var change in changes) message.Append("  ").Append(change).Append('\n');
        if (changes.Count == 0) message.Append("  harmless: the order of its events, or how they are told\n");
        throw new SseContractChangedException(message.Append(approve).ToString(), changes);
    }

    private static string Indented(string contract)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n" })) JsonNode.Parse(contract)!.WriteTo(writer);
        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }
}
