using System.Globalization;

namespace Sse.Tests.Chaos;

/// <summary>Kills and freezes nodes and engine, one at a time, at random.</summary>
internal sealed class ChaosMonkey(ChaosEngine engine, ChaosProcess[] nodes, Random random)
{
    private int _nodesKilled;
    private int _nodesFrozen;
    private int _engineKilled;
    private int _engineFrozen;

    public async Task RunAsync(TimeSpan duration)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < duration)
        {
            await PauseAsync(100, 1_000);
            var node = nodes[random.Next(nodes.Length)];
            switch (random.Next(100))
            {
                case < 45:
                    await node.KillAsync();
                    _nodesKilled++;
                    await node.StartAsync();
                    break;
                case < 65:
                    await node.SignalAsync("STOP");
                    _nodesFrozen++;
                    await PauseAsync(300, 6_000);
                    await node.SignalAsync("CONT");
                    break;
                case < 85:
                    await engine.KillAsync();
                    _engineKilled++;
                    await PauseAsync(0, 1_000);
                    await engine.RestartAsync();
                    break;
                default:
                    await engine.FreezeAsync();
                    _engineFrozen++;
                    await PauseAsync(300, 4_000);
                    await engine.ThawAsync();
                    break;
            }
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"nodes killed {_nodesKilled} and frozen {_nodesFrozen} times, engine killed {_engineKilled} and frozen {_engineFrozen} times");

    // Time that really passes: between two faults, processes of their own go on.
    private Task PauseAsync(int from, int to) => Task.Delay(TimeSpan.FromMilliseconds(random.Next(from, to)), TimeProvider.System, TestContext.Current.CancellationToken);
}
