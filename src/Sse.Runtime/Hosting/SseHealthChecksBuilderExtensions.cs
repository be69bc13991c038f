using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds hubs to an application's health.</summary>
public static class SseHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of a hub: degraded while its store doesn't take what is published, or doesn't give what is new. Streams
    /// stay open then, and it comes back by itself; so it is nothing to restart a process for.
    /// </summary>
    /// <typeparam name="THub">A registered hub.</typeparam>
    /// <param name="builder">What <c>AddHealthChecks</c> returned.</param>
    /// <param name="name">The check's name; null for the hub's.</param>
    /// <param name="failureStatus">What it reports then.</param>
    /// <param name="tags">Its tags.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHealthChecksBuilder AddSseHub<THub>(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus failureStatus = HealthStatus.Degraded, IEnumerable<string>? tags = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name ?? typeof(THub).Name, static services => new HubHealthCheck<THub>(services.GetRequiredService<THub>()), failureStatus, tags));
    }
}
