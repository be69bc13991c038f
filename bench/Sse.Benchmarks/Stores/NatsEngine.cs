using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NATS.Client.Core;
using Sse.Benchmarks.Events;
using Sse.Tests;

namespace Sse.Benchmarks.Stores;

/// <summary>Logs in one NATS server (R1), on this machine.</summary>
internal sealed class NatsEngine : IStoreEngine
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sse-bench-");
    private readonly List<NatsConnection> _connections = [];
    private readonly Process _server;
    private readonly string _url;

    private NatsEngine(string program)
    {
        var port = LocalPort.Free().ToString(CultureInfo.InvariantCulture);
        _url = $"nats://127.0.0.1:{port}";
        _server = Process.Start(new ProcessStartInfo(program, ["-js", "-sd", _folder.FullName, "-a", "127.0.0.1", "-p", port, "-l", Path.Combine(_folder.FullName, "log")]) { UseShellExecute = false })!;
    }

    public string Name => "NATS, R1";

    public bool IsShared => true;

    /// <summary>Starts a server; null where none is installed.</summary>
    public static async Task<NatsEngine?> StartAsync()
    {
        var program = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':').Select(folder => Path.Combine(folder, "nats-server")).FirstOrDefault(File.Exists);
        if (program is null) return null;
        var engine = new NatsEngine(program);
        while (!LocalPort.Accepts(new Uri(engine._url).Port)) await Task.Yield();
        return engine;
    }

    public Task PrepareAsync(string log) => SseNats.CreateStreamsAsync(Connect(), log);

    public void Use(SseHubBuilder<BenchmarkHub> hub, string log) => hub.UseNats(Connect(), log);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    private NatsConnection Connect()
    {
        var connection = new NatsConnection(new NatsOpts { Url = _url });
        _connections.Add(connection);
        return connection;
    }
}
