using Microsoft.Extensions.Hosting;

namespace Sse;

/// <summary>
/// Makes a hub when its host starts, with what its store has, and stops it when the host has stopped: streams end at the
/// host's first sign, but those who publish may go on until they themselves are stopped.
/// </summary>
internal sealed class HubLifetime<THub>(THub hub) : IHostedLifecycleService
    where THub : SseHub, ISseHub<THub>
{
    private HubCore Core => (HubCore)hub.Core;

    public Task StartingAsync(CancellationToken cancellationToken) => Core.OpenAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await Core.StopAsync(cancellationToken).ConfigureAwait(false);
        hub.Dispose();
    }
}
