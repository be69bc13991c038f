using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>Where registrations that belong to one hub are added. The next hub's <c>AddHub</c> follows it too.</summary>
/// <typeparam name="THub">The hub.</typeparam>
public sealed class SseHubBuilder<THub> : SseBuilder
    where THub : SseHub, ISseHub<THub>
{
    internal SseHubBuilder(IServiceCollection services) : base(services) { }
}
