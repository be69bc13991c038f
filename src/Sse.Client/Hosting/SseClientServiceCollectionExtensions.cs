using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients whose requests go through <see cref="IHttpClientFactory"/>.</summary>
/// <remarks>
/// Handlers, authentication and further settings are added to the builder that is returned; a primary handler of one's own
/// should not follow redirects and needs <c>RequestHeaderEncodingSelector</c> for ids and headers beyond ASCII.
/// </remarks>
public static class SseClientServiceCollectionExtensions
{
    /// <summary>Registers <see cref="SseClient{THub}"/>, one for the application. For a second address of the same hub, give names.</summary>
    /// <typeparam name="THub">The hub's declaration.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="address">The endpoint's address, with <c>{topic}</c> where a topic goes if that is in its path.</param>
    /// <param name="configure">How to ask, wait and give up.</param>
    /// <returns>The builder of the HttpClient that carries the requests.</returns>
    /// <exception cref="InvalidOperationException">The hub has a client without a name already, for another address.</exception>
    public static IHttpClientBuilder AddSseClient<THub>(this IServiceCollection services, string address, Action<SseClientOptions>? configure = null)
        where THub : SseHub, ISseHub<THub>
    {
        var registration = new Registration($"{nameof(SseClient)}:{typeof(THub).FullName}", typeof(SseClient<THub>), Address(address));
        var http = AddHttp(services, registration, configure);
        services.TryAddSingleton(provider => Create<THub>(provider, registration));
        return http;
    }

    /// <summary>
    /// Registers <see cref="SseClient{THub}"/> under a name: inject it with <c>[FromKeyedServices(name)]</c>. One for the
    /// application.
    /// </summary>
    /// <typeparam name="THub">The hub's declaration.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The client's key.</param>
    /// <param name="address">The endpoint's address, with <c>{topic}</c> where a topic goes if that is in its path.</param>
    /// <param name="configure">How to ask, wait and give up.</param>
    /// <returns>The builder of the HttpClient that carries the requests.</returns>
    /// <exception cref="InvalidOperationException">The hub has a client of this name already, for another address.</exception>
    public static IHttpClientBuilder AddSseClient<THub>(this IServiceCollection services, string name, string address, Action<SseClientOptions>? configure = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var registration = new Registration($"{nameof(SseClient)}:{typeof(THub).FullName}:{name}", typeof(SseClient<THub>), Address(address));
        var http = AddHttp(services, registration, configure);
        services.TryAddKeyedSingleton(name, (provider, _) => Create<THub>(provider, registration));
        return http;
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
    /// <exception cref="InvalidOperationException">There is a client of this name already, for another address.</exception>
    public static IHttpClientBuilder AddSseClient(this IServiceCollection services, string name, string address, Action<SseClientOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var registration = new Registration(name, typeof(SseClient), Address(address));
        var http = AddHttp(services, registration, configure);
        services.TryAddKeyedSingleton(name, (provider, _) => new SseClient(Endpoint(provider, registration), Options(provider, registration), Logger(provider), Meters(provider)));
        return http;
    }

    private static SseClient<THub> Create<THub>(IServiceProvider provider, Registration registration)
        where THub : SseHub, ISseHub<THub> =>
        new(Endpoint(provider, registration), Options(provider, registration), Logger(provider), Meters(provider));

    private static IHttpClientBuilder AddHttp(IServiceCollection services, Registration registration, Action<SseClientOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        registration.AddTo(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SseClientOptions>, SseClientOptionsValidator>());
        services.AddOptions<SseClientOptions>(registration.HttpName)
            .Configure<IServiceProvider>(static (options, provider) => options.TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider)
            .Configure(configure ?? (static _ => { }))
            .ValidateOnStart();
        return services.AddHttpClient(registration.HttpName)
            .ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(StreamHandler.Create);
    }

    private static StreamEndpoint Endpoint(IServiceProvider provider, Registration registration)
    {
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        return new StreamEndpoint(registration.Address, () => factory.CreateClient(registration.HttpName), owned: null);
    }

    private static SseClientOptions Options(IServiceProvider provider, Registration registration) =>
        provider.GetRequiredService<IOptionsMonitor<SseClientOptions>>().Get(registration.HttpName);

    private static ILogger Logger(IServiceProvider provider) => provider.GetRequiredService<ILoggerFactory>().CreateLogger("Sse.Client");

    private static IMeterFactory? Meters(IServiceProvider provider) => provider.GetService<IMeterFactory>();

    private static Uri Address(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        // A path alone is a file's absolute address to some platforms.
        return new Uri(address, address.StartsWith('/') ? UriKind.Relative : UriKind.RelativeOrAbsolute);
    }
}
