using Sse.Stores.Contract;

namespace Sse.Tests.Nats;

/// <summary>A log in a NATS server of its own, which can be killed and given other files.</summary>
internal sealed class TestedNatsLog : TestedLog
{
    private readonly NatsServers _servers;
    private readonly NatsLog _log;
    private readonly TemporaryFolder _copy = new();

    private TestedNatsLog(NatsServers servers) => (_servers, _log) = (servers, new NatsLog(servers.Url));

    public override bool KnowsLossesPerTopic => false;

    public static async ValueTask<TestedLog> CreateAsync()
    {
        var log = new TestedNatsLog(await NatsServers.StartAsync(maxPayload: 2 << 20));
        await log._log.CreateAsync();
        return log;
    }

    public override ILogStore CreateStore() => _log.Store(maxEventBytes: 1 << 20);

    public override async ValueTask RecreateAsync()
    {
        var streams = _log.JetStream();
        await streams.DeleteStreamAsync(_log.Names.Stream, TestContext.Current.CancellationToken);
        await streams.DeleteStreamAsync(_log.Names.State, TestContext.Current.CancellationToken);
        await _log.CreateAsync();
    }

    public override async ValueTask CopyAsync()
    {
        await KillEngineAsync();
        Directory.CreateDirectory(_copy["s"]);
        Copy(_servers[0].Folder, _copy["s"]);
        await StartEngineAsync();
    }

    public override async ValueTask RestoreAsync()
    {
        await KillEngineAsync();
        foreach (var file in Directory.EnumerateFileSystemEntries(_servers[0].Folder)) Delete(file);
        Copy(_copy["s"], _servers[0].Folder);
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "-R", "nobody:nogroup", _servers[0].Folder);
        await StartEngineAsync();
    }

    public override async ValueTask KillEngineAsync() => await _servers[0].KillAsync();

    public override async ValueTask StartEngineAsync() => await _servers[0].RestartAsync();

    public override ValueTask FreezeEngineAsync()
    {
        _servers[0].Freeze();
        return default;
    }

    public override ValueTask ThawEngineAsync()
    {
        _servers[0].Thaw();
        return default;
    }

    public override async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        await _servers.DisposeAsync();
        _copy.Dispose();
        await base.DisposeAsync();
    }

    private static void Delete(string entry)
    {
        if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
        else File.Delete(entry);
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }
}
