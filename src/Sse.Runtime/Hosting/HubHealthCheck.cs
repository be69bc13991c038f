using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Sse;

/// <summary>Whether a hub can do what it is for: with a stored log, whether the store takes and gives.</summary>
internal sealed class HubHealthCheck<THub>(THub hub) : IHealthCheck
    where THub : SseHub, ISseHub<THub>
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var core = (HubCore)hub.Core;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["queued"] = core.Queued, ["subscribers"] = core.SubscriberCount };
        var result = core.Problem is { } problem
            ? new HealthCheckResult(context.Registration.FailureStatus, $"The store of {typeof(THub).Name} doesn't work: {problem.Message} Streams stay open; what is published waits.", problem, data)
            : HealthCheckResult.Healthy(data: data);
        return Task.FromResult(result);
    }
}
