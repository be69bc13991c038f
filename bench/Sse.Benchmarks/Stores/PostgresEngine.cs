using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sse.Benchmarks.Events;
using Sse.Tests;

namespace Sse.Benchmarks.Stores;

/// <summary>Logs in a PostgreSQL server as it is installed, with its disk's own durability, on this machine.</summary>
internal sealed class PostgresEngine : IStoreEngine
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sse-bench-");
    private readonly string _programs;
    private readonly string _port = LocalPort.Free().ToString(CultureInfo.InvariantCulture);
    private readonly Process _server;
    private readonly NpgsqlDataSource _source;

    private PostgresEngine(string programs)
    {
        _programs = programs;
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "data"));
        if (Environment.IsPrivilegedProcess) Run("chown", "-R", "nobody", _folder.FullName);
        RunOwn("initdb", "-D", Path.Combine(_folder.FullName, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        _server = Process.Start(Own("postgres", "-D", Path.Combine(_folder.FullName, "data"), "-p", _port, "-k", _folder.FullName, "-h", "127.0.0.1", "-c", "log_min_messages=fatal"))!;
        _source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres");
    }

    public string Name => "PostgreSQL";

    public bool IsShared => true;

    /// <summary>Starts a server; null where none is installed.</summary>
    public static async Task<PostgresEngine?> StartAsync()
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).LastOrDefault() : null;
        if (programs is null) return null;
        var engine = new PostgresEngine(programs);
        while (true)
        {
            try
            {
                await SsePostgres.CreateSchemaAsync(engine._source);
                return engine;
            }
            catch (SseStoreException) when (!engine._server.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    public Task PrepareAsync(string log) => Task.CompletedTask;

    public void Use(SseHubBuilder<BenchmarkHub> hub, string log) => hub.UsePostgres(_source, log);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    // It refuses to run as root.
    private ProcessStartInfo Own(string program, params string[] arguments)
    {
        var file = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", file, .. arguments]) { WorkingDirectory = _folder.FullName, UseShellExecute = false }
            : new ProcessStartInfo(file, arguments) { UseShellExecute = false };
    }

    private void RunOwn(string program, params string[] arguments) => Run(Own(program, arguments));

    private static void Run(string program, params string[] arguments) => Run(new ProcessStartInfo(program, arguments) { UseShellExecute = false });

    private static void Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName} failed.");
    }
}
