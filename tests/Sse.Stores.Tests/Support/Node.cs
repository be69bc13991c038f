using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests;

/// <summary>One process of an application with a stored hub, without a network.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Node(WebApplication app) => _app = app;

    public PriceHub Hub => _app.Services.GetRequiredService<PriceHub>();

    public IServiceProvider Services => _app.Services;

    public Exception? Problem => ((HubCore)Hub.Core).Problem;

    public static async Task<Node> StartAsync(Func<IServiceProvider, ILogStore> store, Action<SseHubOptions>? options = null, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddSse().AddHub<PriceHub>(options).UseStore(store);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapSse<PriceHub>("/hub/{topic?}");
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken).Bounded();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new Node(app);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken).Bounded();

    /// <summary>What a reader gets from a place on, up to what was published until now.</summary>
    public async Task<List<SseHubMessage>> ReadAsync(SseTopicSelection topics, SseStart from)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var reading = Hub.ReadAllAsync(topics, from, cancellation).GetAsyncEnumerator(cancellation);
        // Everybody reads what is for the whole hub.
        var end = await Hub.PublishAsync(new Tick(int.MinValue), cancellation).Bounded();
        var messages = new List<SseHubMessage>();
        while (await reading.MoveNextAsync().Bounded() && reading.Current.Position != end) messages.Add(reading.Current);
        return messages;
    }

    /// <summary>Connects as a client over HTTP, from where it was cut.</summary>
    public Task<Stream> ConnectAsync(string topic, SsePosition after) => ConnectAsync(topic, after.ToString());

    /// <summary>Connects as a client over HTTP with some last event id.</summary>
    public async Task<Stream> ConnectAsync(string topic, string lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/hub/" + topic, UriKind.Relative));
        request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await _app.GetTestClient().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
        return await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>An HttpClient that reaches it.</summary>
    public HttpClient CreateClient() => _app.GetTestClient();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
