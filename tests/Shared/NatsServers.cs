namespace Sse.Tests;

/// <summary>NATS servers with JetStream: one, or a cluster of three, in a folder of their own that goes away with them.</summary>
internal sealed class NatsServers : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly NatsServer[] _servers;

    private NatsServers(TemporaryFolder folder, NatsServer[] servers) => (_folder, _servers) = (folder, servers);

    public NatsServer this[int index] => _servers[index];

    /// <summary>What a client connects to: all of them.</summary>
    public string Url => string.Join(',', _servers.Select(server => server.Url));

    /// <summary>Starts them, and waits until they work.</summary>
    /// <param name="count">One, or three for streams of three replicas.</param>
    /// <param name="maxPayload">The largest message they take.</param>
    /// <param name="settings">What else stands in their configuration.</param>
    public static async Task<NatsServers> StartAsync(int count = 1, int maxPayload = 1 << 20, string settings = "")
    {
        var program = Require.Program("nats-server");
        var folder = new TemporaryFolder();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        var ports = LocalPort.Free(3 * count);
        var routes = string.Join(", ", ports[..count].Select(port => $"\"nats-route://127.0.0.1:{port}\""));
        var servers = new NatsServer[count];
        for (var i = 0; i < count; i++)
        {
            var (name, client, monitor) = ($"n{i}", ports[count + i], ports[2 * count + i]);
            folder.Write($"{name}.conf", $$"""
                server_name: {{name}}
                listen: "127.0.0.1:{{client}}"
                http: "127.0.0.1:{{monitor}}"
                log_file: "{{folder[$"{name}.log"]}}"
                max_payload: {{maxPayload}}
                jetstream { store_dir: "{{folder[name]}}", max_memory_store: 256MB, max_file_store: 16GB }
                {{settings}}
                {{(count == 1 ? "" : $$"""cluster { name: sse, listen: "127.0.0.1:{{ports[i]}}", routes: [{{routes}}] }""")}}
                """);
            servers[i] = new NatsServer(program, folder, name, client, monitor, count);
        }
        var all = new NatsServers(folder, servers);
        try
        {
            foreach (var server in servers) server.Start();
            await all.ReadyAsync();
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
        return all;
    }

    /// <summary>Waits until all of them run, know each other, and have nothing to catch up with.</summary>
    public async Task ReadyAsync()
    {
        foreach (var server in _servers) await server.ReadyAsync();
    }

    /// <summary>The one that leads a stream; null while there is none.</summary>
    public async Task<NatsServer?> FindLeaderAsync(string stream)
    {
        foreach (var server in _servers)
            if (await server.IsLeaderAsync(stream)) return server;
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.KillAsync();
        _folder.Dispose();
    }
}
