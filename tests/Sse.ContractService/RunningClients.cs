using System.Collections.Concurrent;

namespace Sse.ContractService;

/// <summary>The clients that a suite has created, by number.</summary>
internal sealed class RunningClients(ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, RunningClient> _clients = new();
    private int _last;

    public int Start(CreateParameters parameters, Uri stream, Uri callback)
    {
        var id = Interlocked.Increment(ref _last);
        _clients[id] = new RunningClient(parameters, stream, callback, loggers.CreateLogger<SseClient>());
        return id;
    }

    public RunningClient? Find(int id) => _clients.GetValueOrDefault(id);

    public async Task<bool> StopAsync(int id)
    {
        if (!_clients.TryRemove(id, out var client)) return false;
        await client.DisposeAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _clients.Keys) await StopAsync(id);
    }
}
