using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Testing;

/// <summary>A hub alone, for tests of what publishes to it: its log is in memory, its streams are at <c>/</c>.</summary>
/// <typeparam name="THub">The hub.</typeparam>
public sealed class SseTestHub<THub> : SseTestHost
    where THub : SseHub, ISseHub<THub>
{
    private readonly WebApplication _app;

    /// <summary>Starts it.</summary>
    /// <param name="hub">Changes the hub's options.</param>
    /// <param name="endpoint">Changes those of its endpoint, which takes topics from the query: <c>?topic=a</c>.</param>
    /// <param name="configure">Changes how it is tested.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are not valid.</exception>
    public SseTestHub(Action<SseHubOptions>? hub = null, Action<SseEndpointOptions>? endpoint = null, Action<SseTestOptions>? configure = null)
        : this(OptionsOf(configure), hub, endpoint)
    {
    }

    private SseTestHub(SseTestOptions options, Action<SseHubOptions>? hub, Action<SseEndpointOptions>? endpoint)
        : base(options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (options.UseKestrel) builder.WebHost.UseUrls("http://127.0.0.1:0");
        else builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Requests);
        builder.Services.AddSingleton<IStartupFilter>(Requests);
        builder.Services.AddAuthorization();
        TestAuthentication.Add(builder.Services);
        builder.Services.AddSse().AddHub<THub>(hub);
        options.Services?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapSse<THub>("/", o =>
        {
            (o.TopicsFromQuery, o.TopicsArePublic) = (true, true);
            endpoint?.Invoke(o);
        });
        _app.StartAsync().GetAwaiter().GetResult();
    }

    /// <summary>The hub.</summary>
    public THub Hub => Services.GetRequiredService<THub>();

    /// <inheritdoc/>
    public override IServiceProvider Services => _app.Services;

    /// <inheritdoc cref="SseTestHost.Published{THub}"/>
    public IReadOnlyList<SseHubMessage> Published => Published<THub>();

    /// <summary>Opens a stream. What is published from then on reaches it live.</summary>
    /// <param name="topic">Its topic; null for what is published to the whole hub only.</param>
    /// <param name="user">Who asks for it; null for nobody. A name will do.</param>
    /// <param name="from">Where it begins: live by default.</param>
    /// <exception cref="SseAssertionException">The answer is no stream.</exception>
    public Task<SseTestStream> Subscribe(string? topic = null, SseTestUser? user = null, SseStart from = default) =>
        Subscribe<THub>(topic is null ? "/" : $"/?topic={Uri.EscapeDataString(topic)}", user, from);

    private protected override HttpClient CreateClient() =>
        _app.Services.GetService<Microsoft.AspNetCore.Hosting.Server.IServer>() is TestServer server ? server.CreateClient()
            : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };

    private protected override ValueTask StopAsync() => _app.DisposeAsync();

    private static SseTestOptions OptionsOf(Action<SseTestOptions>? configure)
    {
        var options = new SseTestOptions();
        configure?.Invoke(options);
        return options;
    }
}
