namespace Sse.Tests;

/// <summary>Others' judgement of a document: <see cref="NodePackages"/>, run by node.</summary>
internal static class Validator
{
    /// <summary>What is wrong with a document.</summary>
    /// <param name="kind"><c>openapi</c> or <c>asyncapi</c>.</param>
    /// <param name="document">Its JSON.</param>
    /// <returns>Empty where it is valid.</returns>
    public static async Task<string> Judge(string kind, string document)
    {
        await NodePackages.Install();
        using var folder = new TemporaryFolder();
        var file = folder["document.json"];
        await File.WriteAllTextAsync(file, document, TestContext.Current.CancellationToken);
        var outcome = await Command.Run(NodePackages.Folder, Require.Program("node", "nodejs"), "validate.mjs", kind, file);
        return outcome.ExitCode == 0 ? "" : outcome.Output;
    }
}
