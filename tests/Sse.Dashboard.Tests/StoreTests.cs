using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Reference;

namespace Sse.Tests;

/// <summary>Hubs whose log is stored: what is reported of the store, and publishing while it is away.</summary>
public sealed class StoreTests : IAsyncDisposable
{
    private readonly FaultyStore _store = new(new MemoryLogStore(new MemoryLog()));
    private readonly FakeTimeProvider _time = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Its_queue_and_its_problem_are_reported()
    {
        await using var server = await StartAsync();
        var hub = server.Services.GetRequiredService<StoredHub>();
        await hub.PublishAsync(new Note("a"), TestContext.Current.CancellationToken).Bounded();
        var watched = WatchedHub.FindAll(server.Services.GetServices<IHostedHub>()).Single(one => one.Name == nameof(StoredHub));
        using var reports = Hubs.Create<DashboardHub>(TimeProvider.System);
        var reporter = new HubReporter(watched, reports, TimeProvider.System);
        reporter.Report(detailed: false);
        Latest(reports).ShouldBe(new StoreReport(nameof(StoredHub), nameof(FaultyStore), 0, 65_536, null));

        _store.IsDown = true;
        hub.Publish(new Note("b"));
        await Wait.Until(() => watched.Core.Problem is not null);
        reporter.Report(detailed: false);
        var report = Latest(reports);
        (report.Queued, report.Problem is { Length: > 0 }).ShouldBe((1, true));

        _store.IsDown = false;
        _time.Advance(TimeSpan.FromMinutes(1));
        await Wait.Until(() => watched.Core is { Queued: 0, Problem: null });
        reporter.Report(detailed: false);
        Latest(reports).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Who_publishes_while_the_store_is_away_is_told_so_and_not_kept_waiting()
    {
        await using var server = await StartAsync();
        var hub = server.Services.GetServices<IHostedHub>().Single(one => one.Type == typeof(StoredHub)).Core;
        var opened = new TaskCompletionSource();
        _store.Gate = opened.Task;
        var timers = _time.ArmedTimers;
        var answering = server.AskAsync(HttpMethod.Post, "/sse/publish?hub=StoredHub&event=note", body: """{"text":"a"}""", headers: ("Sse-Dashboard", "1"));
        await Wait.Until(() => hub.Queued == 1 && _time.ArmedTimers > timers);
        answering.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(11));
        using var answer = await answering;
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        opened.SetResult();
        await Wait.Until(() => hub.Log.Newest == 1);
    }

    private Task<DashboardServer> StartAsync() => DashboardServer.StartAsync(
        app => app.MapSseDashboard("/sse", o => o.AllowPublish = true).AllowAnonymous(),
        services: services =>
        {
            services.AddSingleton<TimeProvider>(_time);
            services.AddSse().AddHub<StoredHub>().UseStore(_ => _store);
        });

    private static StoreReport Latest(DashboardHub reports) => reports.GetLatest().Messages.Select(message => message.Event).OfType<StoreReport>().Single();
}

[SseHub(typeof(Note))]
public sealed partial class StoredHub;
