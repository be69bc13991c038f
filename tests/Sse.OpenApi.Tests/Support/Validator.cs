namespace Sse.Tests;

/// <summary>Others' judgement of a document: the packages that <c>Validators/package-lock.json</c> pins, run by node.</summary>
internal static class Validator
{
    private static readonly string Folder = Repository.PathOf("tests/Sse.OpenApi.Tests/Validators");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>What is wrong with a document.</summary>
    /// <param name="kind"><c>openapi</c> or <c>asyncapi</c>.</param>
    /// <param name="document">Its JSON.</param>
    /// <returns>Empty where it is valid.</returns>
    public static async Task<string> Judge(string kind, string document)
    {
        Require.Program("npm");
        await Installed.Value;
        using var folder = new TemporaryFolder();
        var file = folder["document.json"];
        await File.WriteAllTextAsync(file, document, TestContext.Current.CancellationToken);
        var outcome = await Command.Run(Folder, Require.Program("node", "nodejs"), "validate.mjs", kind, file);
        return outcome.ExitCode == 0 ? "" : outcome.Output;
    }

    private static async Task InstallAsync()
    {
        var stamp = Path.Combine(Folder, "node_modules", ".package-lock.json");
        var pinned = Path.Combine(Folder, "package-lock.json");
        if (File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) >= File.GetLastWriteTimeUtc(pinned)) return;
        (await Command.Run(Folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")).ShouldSucceed();
    }
}
