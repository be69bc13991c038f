using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients whose requests go through <see cref="IHttpClientFactory"/>.</summary>
public static class SseClientServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="SseClient{THub}"/>, one for the application. Handlers, authentication and further settings are
    /// added to the builder that is returned; a primary handler of one's own should not follow redirects and needs
    /// <c>RequestHeaderEncodingSelector</c> for topics beyond ASCII.
    /// </summary>
    /// <typeparam name="THub">The hub's declaration.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="address">The endpoint's address, with <c>{topic}</c> where a topic goes if that is in its path.</param>
    /// <param name="configure">How to ask, wait and give up.</param>
    /// <returns>The builder of the HttpClient that carries the requests.</returns>
    public static IHttpClientBuilder AddSseClient<THub>(this IServiceCollection services, string address, Action<SseClientOptions>? configure = null)
        where THub : SseHub, ISseHub<THub>
    {
        var name = $"{nameof(SseClient)}:{typeof(THub).FullName}";
        services.TryAddSingleton(provider =>
        {
            var (endpoint, options, logger, meters) = Parts(provider, name, Address(address));
            return new SseClient<THub>(endpoint, options, logger, meters);
        });
        return AddHttp(services, name, configure);
    }

    /// <summary>
    /// Registers an untyped <see cref="SseClient"/> under a name: inject it with <c>[FromKeyedServices(name)]</c>. It is one
    /// for the application, and read by one reader.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The client's key, and the name of its HttpClient.</param>
    /// <param name="address">The stream's address.</param>
    /// <param name="configure">How to ask, wait and give up.</param>
    /// <returns>The builder of the HttpClient that carries the requests.</returns>
    public static IHttpClientBuilder AddSseClient(this IServiceCollection services, string name, string address, Action<SseClientOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        services.TryAddKeyedSingleton(name, (provider, _) =>
        {
            var (endpoint, options, logger, meters) = Parts(provider, name, Address(address));
            return new SseClient(endpoint, options, logger, meters);
        });
        return AddHttp(services, name, configure);
    }

    private static IHttpClientBuilder AddHttp(IServiceCollection services, string name, Action<SseClientOptions>? configure)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SseClientOptions>, SseClientOptionsValidator>());
        services.AddOptions<SseClientOptions>(name)
            .Configure<IServiceProvider>(static (options, provider) => options.TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider)
            .Configure(configure ?? (static _ => { }))
            .ValidateOnStart();
        return services.AddHttpClient(name)
            .ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(StreamHandler.Create);
    }

    private static (StreamEndpoint Endpoint, SseClientOptions Options, ILogger Logger, IMeterFactory? Meters) Parts(IServiceProvider provider, string name, Uri address)
    {
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        return (
            new StreamEndpoint(address, () => factory.CreateClient(name), owned: null),
            provider.GetRequiredService<IOptionsMonitor<SseClientOptions>>().Get(name),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Sse.Client"),
            provider.GetService<IMeterFactory>());
    }

    private static Uri Address(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        return new Uri(address, UriKind.RelativeOrAbsolute);
    }
}
