using System.Diagnostics;
using System.Net.Sockets;

/// <summary>One nats-server with JetStream.</summary>
internal sealed class NatsEngine(string program) : Engine
{
    private Process? _server;

    public static NatsEngine? Find() => FindProgram("nats-server", "/usr/sbin") is { } program ? new(program) : null;

    protected override async Task<string> StartAsync(string folder, int port)
    {
        var log = Path.Combine(folder, "log");
        _server = Process.Start(program, ["-a", "127.0.0.1", "-p", $"{port}", "-js", "-sd", folder, "-l", log]);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!await AcceptsAsync(port))
        {
            if (_server.HasExited) throw new InvalidOperationException($"nats-server doesn't start: {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "it wrote nothing")}");
            await timer.WaitForNextTickAsync();
        }
        return $"nats://127.0.0.1:{port}";
    }

    protected override async Task StopAsync()
    {
        if (_server is null) return;
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
