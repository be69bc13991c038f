using System.Collections.Concurrent;

/// <summary>The nodes' processes. One that ends is started again after a few seconds.</summary>
internal sealed class Nodes(MarketHub hub, string log) : BackgroundService
{
    public const int Count = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    private readonly NodeState[] _states = new NodeState[Count];
    private readonly ConcurrentDictionary<int, (Child Process, string Address)> _running = new();

    /// <summary>Where those listen that serve.</summary>
    public string[] Addresses => [.. _running.OrderBy(node => node.Key).Select(node => node.Value.Address)];

    /// <summary>Kills a node that serves, as the kernel would.</summary>
    public bool Kill(int number)
    {
        if (!_running.TryRemove(number, out var node)) return false;
        node.Process.Kill();
        return true;
    }

    /// <summary>Tells all pages how the nodes are.</summary>
    public void Tell() => hub.Publish(new NodesChanged([.. _states]));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(1, Count).Select(number => KeepAsync(number, stoppingToken)));

    private async Task KeepAsync(int number, CancellationToken stoppingToken)
    {
        while (true)
        {
            SetState(number, NodeState.Starting);
            await using (var process = new Child("node", $"{number}", log))
            {
                if (await process.ReadLineAsync(stoppingToken) is { } address)
                {
                    _running[number] = (process, address);
                    SetState(number, NodeState.Running);
                }
                await process.WaitForExitAsync(stoppingToken);
            }
            _running.TryRemove(number, out _);
            SetState(number, NodeState.Down);
            using var timer = new PeriodicTimer(Pause, TimeProvider.System);
            await timer.WaitForNextTickAsync(stoppingToken);
        }
    }

    private void SetState(int number, NodeState state)
    {
        _states[number - 1] = state;
        Tell();
    }
}
