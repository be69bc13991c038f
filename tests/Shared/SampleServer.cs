using System.Diagnostics;
using System.Text;

namespace Sse.Tests;

/// <summary>A sample as its own process on a port that stays its own over restarts.</summary>
internal sealed class SampleServer(string sample, params string[] arguments) : IAsyncDisposable
{
    private readonly StringBuilder _log = new();
    private Process? _process;

    public int Port { get; } = LocalPort.Free();

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public int ProcessId => _process!.Id;

    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    public static string ProgramOf(string sample) => Repository.PathOf($"artifacts/bin/{sample}/{new DirectoryInfo(AppContext.BaseDirectory).Name}/{sample}.dll");

    public async Task Start()
    {
        var start = Command.StartInfo(Repository.PathOf($"samples/{sample}"), "dotnet", [ProgramOf(sample), "--urls", Address.ToString(), .. arguments]);
        var ready = new TaskCompletionSource();
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            lock (_log) _log.AppendLine(line.Data);
            if (line.Data?.Contains(Address.Authority, StringComparison.Ordinal) == true) ready.TrySetResult();
        };
        _process.Start();
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>Stops as a service manager would: with SIGTERM, waiting for the end.</summary>
    public async Task Stop()
    {
        if (_process is null) return;
        if (!_process.HasExited) await SignalAsync(_process.Id, "TERM");
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    public static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await Stop();
}
