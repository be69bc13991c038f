using System.Diagnostics;
using System.Globalization;

namespace Sse.Tests.Conformance;

/// <summary>better-sse of npm, in a process of its own.</summary>
internal sealed class BetterSse : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int _port;

    private BetterSse(Process process, int port) => (_process, _port) = (process, port);

    public static async Task<BetterSse> StartAsync()
    {
        var node = Require.Program("node", "nodejs");
        var folder = Repository.PathOf("artifacts/node-tool");
        await InstallAsync(folder);
        var process = Process.Start(Command.StartInfo(folder, node, ["better-sse.mjs"]))!;
        var port = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).Soon();
        return new(process, int.Parse(port ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)), CultureInfo.InvariantCulture));
    }

    public Uri At(string path) => new($"http://127.0.0.1:{_port}{path}");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).Soon();
        _process.Dispose();
    }

    /// <summary>Installs what the lock file names, once.</summary>
    private static async Task InstallAsync(string folder)
    {
        var sources = Repository.PathOf("tests/Sse.Tool.Tests/Node");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(sources)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        var (wanted, installed) = (Path.Combine(sources, "package-lock.json"), Path.Combine(folder, "node_modules/.installed-lock.json"));
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == await File.ReadAllTextAsync(wanted)) return;
        (await Command.Run(folder, Require.Program("npm"), "ci", "--no-audit", "--no-fund")).ShouldSucceed();
        File.Copy(wanted, installed, overwrite: true);
    }
}
