using Microsoft.Extensions.DependencyInjection.Extensions;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets a hub's log outlive its process.</summary>
public static class SseStoreBuilderExtensions
{
    /// <summary>
    /// Keeps the hub's log in a store. The store is opened, and what it has is read back, before the host starts; publishing
    /// hands an event over to it, and subscribers get the event when it has come back.
    /// </summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="builder">What <c>AddHub</c> returned.</param>
    /// <param name="create">Makes the store, once; the hub owns it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SseHubBuilder<THub> UseStore<THub>(this SseHubBuilder<THub> builder, Func<IServiceProvider, ILogStore> create)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.Replace(ServiceDescriptor.Singleton(new HubStore<THub>(create)));
        return builder;
    }
}
