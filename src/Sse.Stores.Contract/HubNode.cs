using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Sse.Stores.Contract;

/// <summary>One process of an application whose hub has the log, with clients over HTTP and readers inside.</summary>
internal sealed class HubNode : IAsyncDisposable
{
    private static readonly Number End = new(int.MinValue);

    private readonly WebApplication _app;
    private bool _isStopped;

    private HubNode(WebApplication app) => _app = app;

    public ContractHub Hub => _app.Services.GetRequiredService<ContractHub>();

    public Uri Address => new(_app.Urls.First());

    public static async Task<HubNode> StartAsync(Func<ILogStore> create, Action<SseHubOptions>? options = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddSse(sse => sse.HeartbeatInterval = TimeSpan.FromSeconds(1)).AddHub<ContractHub>(options).UseStore(_ => create());
        builder.Services.AddHealthChecks().AddSseHub<ContractHub>();
        var app = builder.Build();
        app.MapSse<ContractHub>("/hub/{topic?}", static sse => sse.TopicsArePublic = true);
        app.MapSse<ContractHub>("/newest/{topic}", static sse => (sse.TopicsArePublic, sse.WhenSlow) = (true, SseSlowSubscriberPolicy.Conflate));
        app.MapSse<ContractHub>("/paced/{topic}", static sse => (sse.TopicsArePublic, sse.MaxFrequency) = (true, 10));
        try
        {
            await app.StartAsync(StoreContract.Cancellation).Bounded("The start of a host with a stored hub");
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new HubNode(app);
    }

    /// <summary>What a reader gets from a place on, up to what the log has now.</summary>
    public async Task<List<SseHubMessage>> ReadAsync(SseTopicSelection topics, SseStart from)
    {
        var reading = Hub.ReadAllAsync(topics, from, StoreContract.Cancellation).GetAsyncEnumerator(StoreContract.Cancellation);
        // Everybody reads what is for the whole hub.
        var end = await Hub.PublishAsync(End, StoreContract.Cancellation).Bounded("PublishAsync");
        var messages = new List<SseHubMessage>();
        while (await reading.MoveNextAsync().Bounded("what was published") && reading.Current.Position != end)
            if (!End.Equals(reading.Current.Event)) messages.Add(reading.Current);
        // Not after a wait in vain: the enumerator is still at it then.
        await reading.DisposeAsync();
        return messages;
    }

    /// <summary>Reads until it is disposed of.</summary>
    public HubReader Read(SseTopicSelection topics, SseStart from) => new(Hub, topics, from);

    /// <summary>What the health check says.</summary>
    public async Task<HealthReportEntry> CheckHealthAsync() =>
        (await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(StoreContract.Cancellation)).Entries[nameof(ContractHub)];

    /// <summary>Waits until the health check says so.</summary>
    public async Task UntilHealthAsync(HealthStatus status)
    {
        for (var entry = await CheckHealthAsync(); entry.Status != status; entry = await CheckHealthAsync())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, StoreContract.Cancellation);
    }

    /// <summary>Stops as a host does.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_isStopped) return;
        _isStopped = true;
        await _app.StopAsync(cancellationToken).Bounded("The stop of a host with a stored hub");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
    }
}
