using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Sse.Tests.Chaos;

/// <summary>One node, which is killed, frozen and started again on the same port.</summary>
internal sealed class ChaosProcess(ChaosEngine engine, ConcurrentDictionary<string, bool> acknowledged) : IAsyncDisposable
{
    private const int MostAttempts = 20;
    private static int s_publishers;

    private Process? _process;

    public int Port { get; } = LocalPort.Free();

    public Uri At(string path) => new($"http://127.0.0.1:{Port}{path}");

    /// <summary>Starts it, with a publisher's number of its own each time, and waits until it serves.</summary>
    public async Task StartAsync()
    {
        for (var attempt = 1; !await TryStartAsync(); attempt++)
            if (attempt == MostAttempts) throw new InvalidOperationException("The node doesn't start.");
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).Bounded();
        _process.Dispose();
        _process = null;
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
    }

    private async Task<bool> TryStartAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Sse.StoreNode")) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["chaos", engine.Name, engine.Connection, $"http://127.0.0.1:{Port}", Interlocked.Increment(ref s_publishers).ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = _process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetResult(false);
            else if (line.Data == "ready") ready.TrySetResult(true);
            else acknowledged[line.Data] = true;
        };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (await ready.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)) return true;
        await KillAsync();
        return false;
    }
}
