using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds hubs to an application's health.</summary>
public static class SseHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of a hub. It reports its failure status while the store doesn't take what is published or doesn't give what is new, while
    /// this process is behind it, while the queue of what waits for it fills, and while streams are not given what there is: streams stay
    /// open then, and it comes back by itself; so it is nothing to restart a process for. Until the stored log is read back it is unhealthy.
    /// </summary>
    /// <typeparam name="THub">A registered hub.</typeparam>
    /// <param name="builder">What <c>AddHealthChecks</c> returned.</param>
    /// <param name="name">The check's name; null for the hub's.</param>
    /// <param name="failureStatus">What it reports then.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="configure">Changes from where on it is worried.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHealthChecksBuilder AddSseHub<THub>(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus failureStatus = HealthStatus.Degraded, IEnumerable<string>? tags = null, Action<SseHubHealthOptions>? configure = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new SseHubHealthOptions();
        configure?.Invoke(options);
        return builder.Add(new HealthCheckRegistration(name ?? typeof(THub).Name, services => new HubHealthCheck<THub>(services.GetRequiredService<THub>(), options), failureStatus, tags));
    }
}
