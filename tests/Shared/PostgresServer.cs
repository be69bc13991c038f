using System.Diagnostics;
using System.Globalization;

[assembly: AssemblyFixture(typeof(Sse.Tests.SharedPostgres))]

namespace Sse.Tests;

/// <summary>
/// A PostgreSQL of its own on a free port, with its data in a folder that goes away with it. It takes connections from this
/// machine alone, and trusts them all.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Unprivileged = "nobody";

    private readonly TemporaryFolder _folder = new();
    private readonly string _programs = FindPrograms();
    private Process? _process;
    private int _databases;

    private PostgresServer() { }

    public int Port { get; } = LocalPort.Free();

    /// <summary>The owner of everything, in the database that every server has.</summary>
    public string ConnectionString => ConnectionStringTo("postgres");

    /// <summary>Makes a server, and waits until it answers.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        await server.InitializeAsync();
        await server.ResumeAsync();
        return server;
    }

    public string ConnectionStringTo(string database, string user = "postgres") =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={user};Timeout=10";

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to connect to it.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await RunAsync("createdb", "-h", "127.0.0.1", "-p", PortText, "-U", "postgres", name);
        return ConnectionStringTo(name);
    }

    /// <summary>Runs a script with psql, as an administrator does: up to its first error, which fails the test.</summary>
    public async Task RunScriptAsync(string database, string script)
    {
        await File.WriteAllTextAsync(_folder["script.sql"], script, CancellationToken.None);
        await RunAsync("psql", "-h", "127.0.0.1", "-p", PortText, "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-q", "-f", _folder["script.sql"]);
    }

    /// <summary>Starts it after <see cref="KillAsync"/>, with what it had on the disk, and waits until it answers.</summary>
    public async Task ResumeAsync()
    {
        _process = Process.Start(StartInfo("postgres",
            "-D", _folder["data"], "-p", PortText, "-k", _folder.Path, "-h", "127.0.0.1",
            "-c", "max_connections=200", "-c", "logging_collector=on", "-c", "log_directory=" + _folder.Path, "-c", "log_filename=log"))!;
        // It says there that it writes to its log.
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        var start = TimeProvider.System.GetTimestamp();
        while (!await TryRunAsync("pg_isready", "-q", "-t", "1", "-h", "127.0.0.1", "-p", PortText))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(60)) Assert.Fail("PostgreSQL does not start: " + Log());
        }
    }

    /// <summary>Ends it as a power switch would, all its processes at once.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
        _process = null;
    }

    /// <summary>Lets all its processes stand still, or go on: connections stay open, and nothing is answered.</summary>
    public async Task SignalAsync(string signal)
    {
        // Each of its processes leads a group of its own.
        var leader = _process!.Id.ToString(CultureInfo.InvariantCulture);
        var children = await File.ReadAllTextAsync($"/proc/{leader}/task/{leader}/children", CancellationToken.None);
        string[] arguments = ["-" + signal, leader, .. children.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        using var kill = Process.Start("kill", arguments);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        _folder.Dispose();
    }

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private static string FindPrograms()
    {
        // Debian keeps them out of the path, one folder per version.
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var newest = installed.OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
        return newest ?? Path.GetDirectoryName(Require.Program("initdb", package: "postgresql"))!;
    }

    private async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            using var owner = Process.Start("chown", [Unprivileged, _folder.Path]);
            await owner.WaitForExitAsync(CancellationToken.None);
        }
        await RunAsync("initdb", "-D", _folder["data"], "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    }

    private async Task RunAsync(string program, params string[] arguments) =>
        (await TryRunAsync(program, arguments)).ShouldBeTrue($"{program} failed. {Log()}");

    private async Task<bool> TryRunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(program, arguments))!;
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        return process.ExitCode == 0;
    }

    // It refuses to run as root.
    private ProcessStartInfo StartInfo(string program, params string[] arguments)
    {
        var file = Path.Combine(_programs, program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", [$"--reuid={Unprivileged}", "--regid=nogroup", "--clear-groups", "--", file, .. arguments])
            : new ProcessStartInfo(file, arguments);
        start.WorkingDirectory = _folder.Path;
        start.UseShellExecute = false;
        start.RedirectStandardOutput = program != "postgres";
        start.RedirectStandardError = program == "postgres";
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private string Log() => File.Exists(_folder["log"]) ? File.ReadAllText(_folder["log"]) : "";
}

/// <summary>The one server of a test assembly, made when the first test asks for it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(PostgresServer.StartAsync);

    internal static Task<PostgresServer> GetAsync() => Server.Value;

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated && Server.Value.IsCompletedSuccessfully) await (await Server.Value).DisposeAsync();
    }
}
