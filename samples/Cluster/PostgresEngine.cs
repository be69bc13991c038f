using System.Diagnostics;

/// <summary>A PostgreSQL that takes connections from this machine alone, and trusts them all.</summary>
internal sealed class PostgresEngine(string control) : Engine
{
    private string _data = "";
    private bool _isStarted;

    public static PostgresEngine? Find() => FindProgram("pg_ctl", DebianFolders()) is { } control ? new(control) : null;

    protected override async Task<string> StartAsync(string folder, int port)
    {
        if (Environment.IsPrivilegedProcess && OperatingSystem.IsLinux()) await RunAsync("chown", "nobody", folder);
        _data = Path.Combine(folder, "data");
        await ControlAsync("initdb", "-o", "-U postgres -A trust -E UTF8 --locale=C --no-sync");
        await ControlAsync("start", "-w", "-l", Path.Combine(folder, "log"), "-o", $"-h 127.0.0.1 -p {port} -k {folder}");
        _isStarted = true;
        return $"Host=127.0.0.1;Port={port};Database=postgres;Username=postgres";
    }

    protected override async Task StopAsync()
    {
        if (_isStarted) await ControlAsync("stop", "-m", "immediate");
    }

    // Debian keeps them out of the path, one folder per version.
    private static IEnumerable<string> DebianFolders() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
        : [];

    // It refuses to run as root.
    private Task ControlAsync(params string[] arguments) => Environment.IsPrivilegedProcess && OperatingSystem.IsLinux()
        ? RunAsync("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", control, "-s", "-D", _data, .. arguments])
        : RunAsync(control, ["-s", "-D", _data, .. arguments]);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }
}
