using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Sse.</summary>
public static class SseServiceCollectionExtensions
{
    /// <summary>Sets what holds for every stream. Streams work without it too, with the defaults.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes the defaults. What it sets is validated when the application starts.</param>
    /// <returns>Where more of Sse is added.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static SseBuilder AddSse(this IServiceCollection services, Action<SseOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<SseOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SseOptions>, OptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, RequestStart.Policy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, TopicNameErrors>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExceptionHandler, TopicNameErrors>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeveloperPageExceptionFilter, TopicNameErrors>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OutputCacheOptions>, StreamsAreNotCached>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TopicsCheck>());
        services.TryAddSingleton(static provider => new SseStreams(provider, provider.GetServices<IHostedHub>(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
        if (configure is not null) services.Configure(configure);
        return new SseBuilder(services);
    }
}
