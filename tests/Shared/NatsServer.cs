using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sse.Tests;

/// <summary>One NATS server, which can be killed, frozen and started again on what it had.</summary>
internal sealed class NatsServer
{
    private const int Stop = 19;
    private const int Continue = 18;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Monitor = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly string _program;
    private readonly TemporaryFolder _folder;
    private readonly string _monitor;
    private readonly int _servers;
    private Process? _process;

    public NatsServer(string program, TemporaryFolder folder, string name, int port, int monitor, int servers)
    {
        (_program, _folder, Name, _servers) = (program, folder, name, servers);
        Url = string.Create(CultureInfo.InvariantCulture, $"nats://127.0.0.1:{port}");
        _monitor = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{monitor}");
    }

    public string Name { get; }

    public string Url { get; }

    public bool IsRunning => _process is not null;

    /// <summary>Where it keeps its streams.</summary>
    public string Folder => _folder[Name];

    /// <summary>Starts it, again too; doesn't wait.</summary>
    public void Start()
    {
        // Never as root; setpriv becomes the server, so that signals reach it.
        string[] user = Environment.UserName == "root" ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
        string[] command = [.. user, _program, "-c", _folder[$"{Name}.conf"]];
        _process ??= Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false })!;
    }

    /// <summary>Starts it and waits until it works.</summary>
    public async Task RestartAsync()
    {
        Start();
        await ReadyAsync();
    }

    /// <summary>Ends it like a crash.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Longest);
        process.Dispose();
        _process = null;
    }

    /// <summary>Lets it stand still, with its connections open.</summary>
    public void Freeze()
    {
        Signal(Stop);
        // Some of its threads run on for a moment.
        while (_process is { } process && Directory.EnumerateDirectories($"/proc/{process.Id}/task").Any(static thread => !HasStopped(thread))) Thread.Yield();
    }

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal(Continue);

    /// <summary>Waits until it works and, in a cluster, has a leader and all others.</summary>
    public async Task ReadyAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync())
        {
            if (_process is not { HasExited: false } || TimeProvider.System.GetElapsedTime(start) > Longest) throw new InvalidOperationException($"nats-server {Name} doesn't work:\n{ReadLog()}");
            await Task.Yield();
        }
    }

    /// <summary>Whether it leads a stream, as it says.</summary>
    public async Task<bool> IsLeaderAsync(string stream)
    {
        using var answer = await AskAsync("/jsz?streams=true");
        if (answer is null || !answer.RootElement.TryGetProperty("account_details", out var accounts)) return false;
        return accounts.EnumerateArray()
            .SelectMany(account => account.TryGetProperty("stream_detail", out var streams) ? streams.EnumerateArray() : default)
            .Any(found => found.GetProperty("name").GetString() == stream && (_servers == 1 || (found.TryGetProperty("cluster", out var cluster) && LeaderOf(cluster) == Name)));
    }

    private async Task<bool> IsReadyAsync()
    {
        using var health = await AskAsync("/healthz");
        if (health?.RootElement.GetProperty("status").GetString() != "ok") return false;
        if (_servers == 1) return true;
        using var answer = await AskAsync("/jsz");
        return answer is not null
            && answer.RootElement.TryGetProperty("meta_cluster", out var cluster)
            && LeaderOf(cluster) is not null
            && cluster.GetProperty("cluster_size").GetInt32() == _servers;
    }

    private static string? LeaderOf(JsonElement cluster) =>
        cluster.TryGetProperty("leader", out var leader) && leader.GetString() is { Length: > 0 } name ? name : null;

    private async Task<JsonDocument?> AskAsync(string path)
    {
        try
        {
            using var answer = await Monitor.GetAsync(_monitor + path, TestContext.Current.CancellationToken);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or TaskCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Signal(int signal)
    {
        if (_process is { } process && Send(process.Id, signal) != 0) throw new InvalidOperationException($"{Name} can't be signalled.");
    }

    private static bool HasStopped(string thread)
    {
        try { return File.ReadAllText(Path.Combine(thread, "stat")).Contains(") T ", StringComparison.Ordinal); }
        catch (IOException) { return true; }
    }

    private string ReadLog() => File.Exists(_folder[$"{Name}.log"]) ? File.ReadAllText(_folder[$"{Name}.log"]) : "(it wrote nothing)";

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
