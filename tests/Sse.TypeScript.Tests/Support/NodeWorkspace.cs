using System.Text.Json;

[assembly: AssemblyFixture(typeof(Sse.Tests.NodeWorkspace))]

namespace Sse.Tests;

/// <summary>
/// A folder where node runs what the generator has written: the tests of folder <c>Node</c> beside generated modules, compiled once
/// with all that TypeScript can be strict about.
/// </summary>
public sealed class NodeWorkspace : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isReady;
    private string _compiled = "";

    private static string Sources => Repository.PathOf("tests/Sse.TypeScript.Tests/Node");

    /// <summary>The folder; its compiled modules lie in <c>out</c>.</summary>
    public string Folder { get; } = Repository.PathOf("artifacts/node");

    /// <summary>What the compiler said; empty where it was content.</summary>
    public async Task<string> CompileAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_isReady) await PrepareAsync();
            return _compiled;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs a compiled module.</summary>
    /// <param name="arguments">Node's.</param>
    internal async Task<Command.Outcome> RunAsync(params IReadOnlyList<string> arguments)
    {
        (await CompileAsync()).ShouldBeEmpty();
        return await Command.Run(Folder, Require.Program("node", "nodejs"), arguments);
    }

    public ValueTask DisposeAsync()
    {
        _gate.Dispose();
        return default;
    }

    private async Task PrepareAsync()
    {
        await Tools.RequireNodeAsync();
        Directory.CreateDirectory(Folder);
        await InstallAsync();
        foreach (var stale in Directory.GetFiles(Folder, "*.ts*")) File.Delete(stale);
        if (Directory.Exists(Path.Combine(Folder, "out"))) Directory.Delete(Path.Combine(Folder, "out"), recursive: true);
        foreach (var source in Directory.GetFiles(Sources, "*.ts*").Append(Path.Combine(Sources, "tsconfig.json"))) File.Copy(source, Path.Combine(Folder, Path.GetFileName(source)), overwrite: true);
        foreach (var (folder, file) in Generated.Modules()) await WriteAsync(Path.Combine(folder, file.Name), file.Text);
        foreach (var (file, code) in Snippets.All()) await WriteAsync(file, code);
        await WriteAsync("cases.json", JsonSerializer.Serialize(Cases.All()));
        var outcome = await Command.Run(Folder, Path.Combine(Folder, "node_modules/.bin/tsc"), "-p", ".");
        _compiled = outcome.ExitCode == 0 ? "" : outcome.Output;
        _isReady = true;
    }

    /// <summary>Installs what the lock file names, once.</summary>
    private async Task InstallAsync()
    {
        var (wanted, installed) = (Path.Combine(Sources, "package-lock.json"), Path.Combine(Folder, "node_modules/.installed-lock.json"));
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == await File.ReadAllTextAsync(wanted)) return;
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(Sources, file), Path.Combine(Folder, file), overwrite: true);
        (await Command.Run(Folder, Require.Program("npm"), "ci", "--no-audit", "--no-fund")).ShouldSucceed();
        File.Copy(wanted, installed, overwrite: true);
    }

    private Task WriteAsync(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.WriteAllTextAsync(path, text);
    }
}
