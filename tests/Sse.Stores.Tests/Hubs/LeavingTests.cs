using System.Runtime.CompilerServices;

namespace Sse.Tests.Hubs;

/// <summary>What is left of a host that has ended.</summary>
public sealed class LeavingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_keeps_the_log_of_a_host_that_has_ended(bool stops)
    {
        var log = await RunAsync(stops);
        await Wait.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !log.TryGetTarget(out _);
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference<HubLog>> RunAsync(bool stops)
    {
        var log = new SharedLog();
        await using var node = await Node.StartAsync(_ => log.Open());
        for (var i = 1; i <= 1_000; i++) node.Hub.Topic("a").Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        if (stops) await node.StopAsync();
        return new WeakReference<HubLog>(((HubCore)node.Hub.Core).Log);
    }
}
