using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sse.Testing;

/// <summary>An application under test, as its <c>Program</c> builds it. Made by <see cref="SseTestingExtensions.WithSse"/>.</summary>
/// <typeparam name="TProgram">A type of the application's assembly.</typeparam>
public sealed class SseTestApp<TProgram> : SseTestHost
    where TProgram : class
{
    private readonly WebApplicationFactory<TProgram> _given;
    private readonly WebApplicationFactory<TProgram> _factory;

    internal SseTestApp(WebApplicationFactory<TProgram> given, SseTestOptions options)
        : base(options)
    {
        _given = given;
        _factory = given.WithWebHostBuilder(host => host.ConfigureTestServices(services =>
        {
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton(Requests);
            services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(Requests));
            TestAuthentication.Add(services);
            options.Services?.Invoke(services);
        }));
        if (options.UseKestrel) _factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _factory.StartServer();
    }

    /// <inheritdoc/>
    public override IServiceProvider Services => _factory.Services;

    private protected override HttpClient CreateClient() => _factory.CreateClient(new WebApplicationFactoryClientOptions
    {
        BaseAddress = _factory.ClientOptions.BaseAddress,
        AllowAutoRedirect = false,
        HandleCookies = false,
    });

    private protected override async ValueTask StopAsync()
    {
        await _factory.DisposeAsync().ConfigureAwait(false);
        await _given.DisposeAsync().ConfigureAwait(false);
    }
}
