using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>Where registrations that belong to Sse are added.</summary>
public class SseBuilder
{
    internal SseBuilder(IServiceCollection services) => Services = services;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }
}
