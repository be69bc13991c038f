using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sse;

/// <summary>
/// Whether a hub can do what it is for: streams are given what there is; with a stored log, it was read back, the store takes and gives,
/// in time, and there is room for what waits.
/// </summary>
internal sealed class HubHealthCheck<THub>(THub hub, SseHubHealthOptions options) : IHealthCheck
    where THub : SseHub, ISseHub<THub>
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var core = (HubCore)hub.Core;
        var figures = new Figures(core);
        var data = figures.ToData();
        if (core.IsStopped) return Told(HealthStatus.Unhealthy, $"{typeof(THub).Name} has stopped.");
        if (core.Store is { IsOpen: false }) return Told(HealthStatus.Unhealthy, $"The stored log of {typeof(THub).Name} is not read back yet: nobody can read from it. The host does that when it starts.");
        if (core.Problem is { } problem)
            return Told(context.Registration.FailureStatus, $"The store of {typeof(THub).Name} doesn't work: {problem.Message} Streams stay open; what is published waits.", problem);
        return Find(figures) is { } slow ? Told(context.Registration.FailureStatus, slow) : Told(HealthStatus.Healthy, description: null);

        Task<HealthCheckResult> Told(HealthStatus status, string? description, Exception? exception = null) =>
            Task.FromResult(new HealthCheckResult(status, description, exception, data));
    }

    private string? Find(in Figures figures)
    {
        if (figures.QueueFill > options.MaxQueueFill)
            return FormattableString.Invariant($"The queue of {typeof(THub).Name} is {figures.QueueFill:P0} full: more is published than its store takes. When it is full, publishing throws.");
        if (figures.TailLag > options.MaxTailLag)
            return FormattableString.Invariant($"The store of {typeof(THub).Name} has had events for {figures.TailLag.TotalSeconds:F0} s that this process has not read back: its readers are behind.");
        return figures.DeliveryDelay > options.MaxDeliveryDelay
            ? FormattableString.Invariant($"Streams of {typeof(THub).Name} have waited for {figures.DeliveryDelay.TotalSeconds:F0} s to be given what there is: the process has no threads left, or something blocks them.")
            : null;
    }

    private readonly record struct Figures(long Subscribers, long Queued, long QueuedBytes, double QueueFill, TimeSpan TailLag, TimeSpan DeliveryDelay)
    {
        public Figures(HubCore core)
            : this(core.SubscriberCount, core.Queued, core.Store?.QueuedBytes ?? 0, FillOf(core.Store), core.Store?.TailLag ?? TimeSpan.Zero, core.DeliveryDelay)
        {
        }

        public Dictionary<string, object> ToData() => new(StringComparer.Ordinal)
        {
            ["subscribers"] = (int)Subscribers,
            ["queued"] = Queued,
            ["queuedBytes"] = QueuedBytes,
            ["queueFill"] = QueueFill,
            ["tailLagSeconds"] = TailLag.TotalSeconds,
            ["deliveryDelaySeconds"] = DeliveryDelay.TotalSeconds,
        };

        private static double FillOf(IAppends? store) =>
            store is null ? 0 : Math.Max((double)store.Queued / store.MaxQueued, (double)store.QueuedBytes / store.MaxQueuedBytes);
    }
}
