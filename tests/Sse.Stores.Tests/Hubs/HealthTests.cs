using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sse.Tests.Reference;

namespace Sse.Tests.Hubs;

public sealed class HealthTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FaultyStore _store = new(new MemoryLogStore(new MemoryLog()));

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Before_its_log_is_read_back_a_hub_is_not_ready()
    {
        var services = new ServiceCollection().AddLogging().AddSse().AddHub<PriceHub>(o => o.Retention.KeepLatest = null).UseStore(_ => _store).Services;
        services.AddHealthChecks().AddSseHub<PriceHub>();
        await using var provider = services.BuildServiceProvider();

        var entry = await CheckAsync(provider);
        entry.Status.ShouldBe(HealthStatus.Unhealthy);
        entry.Description!.ShouldContain("read back");
    }

    [Fact]
    public async Task A_hub_that_has_stopped_is_unhealthy()
    {
        await using var node = await StartAsync();
        (await CheckAsync(node.Services)).Status.ShouldBe(HealthStatus.Healthy);
        node.Hub.Dispose();
        (await CheckAsync(node.Services)).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_queue_that_fills_is_told_before_it_is_full()
    {
        var gate = new TaskCompletionSource();
        await using var node = await StartAsync(hub: o => o.MaxQueuedEvents = 10);
        _store.Gate = gate.Task;
        for (var i = 0; i < 5; i++) node.Hub.Publish(new Tick(i));
        (await CheckAsync(node.Services)).Status.ShouldBe(HealthStatus.Healthy);

        var last = node.Hub.PublishAsync(new Tick(5)).AsTask();
        var entry = await CheckAsync(node.Services);
        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Description!.ShouldContain("60 % full");
        entry.Data["queued"].ShouldBe(6L);
        entry.Data["queueFill"].ShouldBe(0.6);
        gate.SetResult();
        await last.Bounded();
        await Wait.Until(() => ((HubCore)node.Hub.Core).Queued == 0);
        (await CheckAsync(node.Services)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Bytes_fill_the_queue_too_and_the_share_can_be_set()
    {
        var gate = new TaskCompletionSource();
        await using var node = await StartAsync(o => o.MaxQueueFill = 0.2, o => o.MaxQueuedBytes = 1_000);
        _store.Gate = gate.Task;
        node.Hub.Publish(new Price(new string('x', 250), 1));

        var entry = await CheckAsync(node.Services);
        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Data["queuedBytes"].ShouldBeOfType<long>().ShouldBeGreaterThan(250);
        gate.SetResult();
    }

    [Fact]
    public async Task A_tail_that_is_behind_for_too_long_is_told()
    {
        var gate = new TaskCompletionSource();
        await using var node = await StartAsync(o => o.MaxTailLag = TimeSpan.FromMilliseconds(500));
        await node.Hub.PublishAsync(new Tick(0)).Bounded();
        _store.TailGate = gate.Task;
        var waits = node.Hub.PublishAsync(new Tick(1)).AsTask();
        await Wait.Until(() => ((HubCore)node.Hub.Core).Queued == 0);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Wait.Until(() => ((HubCore)node.Hub.Core).Store!.TailLag is not null);
        _time.Advance(TimeSpan.FromMilliseconds(400));
        (await CheckAsync(node.Services)).Status.ShouldBe(HealthStatus.Healthy);

        _time.Advance(TimeSpan.FromMilliseconds(200));
        var entry = await CheckAsync(node.Services);
        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Description!.ShouldContain("behind");
        gate.SetResult();
        await waits.Bounded();
        (await CheckAsync(node.Services)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Deliveries_that_stall_are_told()
    {
        await using var node = await StartAsync();
        var core = (HubCore)node.Hub.Core;
        using var gate = new ManualResetEventSlim();
        var cursor = core.Log.Open(SseTopicSelection.None, conflates: false, new LogStart(LogStartKind.Newest), out _);
        var stuck = new Stuck(gate);
        core.Log.Attach(cursor, stuck);
        await node.Hub.PublishAsync(new Tick(1)).Bounded();
        await stuck.Begun.Task.Bounded();
        _time.Advance(TimeSpan.FromSeconds(4));
        (await CheckAsync(node.Services)).Status.ShouldBe(HealthStatus.Healthy);

        _time.Advance(TimeSpan.FromSeconds(2));
        var entry = await CheckAsync(node.Services);
        entry.Status.ShouldBe(HealthStatus.Degraded);
        entry.Description!.ShouldContain("waited");
        gate.Set();
        await Wait.Until(() => core.DeliveryDelay == TimeSpan.Zero);
        (await CheckAsync(node.Services)).Status.ShouldBe(HealthStatus.Healthy);
        core.Log.Close(cursor);
    }

    [Fact]
    public async Task The_failure_status_is_the_applications_choice()
    {
        var gate = new TaskCompletionSource();
        await using var node = await Node.StartAsync(
            _ => _store,
            o => (o.Retention.KeepLatest, o.MaxQueuedEvents) = (null, 1),
            services => services.AddHealthChecks().AddSseHub<PriceHub>("hub", HealthStatus.Unhealthy, ["ready"]));
        _store.Gate = gate.Task;
        node.Hub.Publish(new Tick(1));

        var report = await node.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        report.Entries["hub"].Status.ShouldBe(HealthStatus.Unhealthy);
        gate.SetResult();
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused()
    {
        var options = new SseHubHealthOptions();
        foreach (var time in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(-1) })
        {
            Should.Throw<ArgumentOutOfRangeException>(() => options.MaxTailLag = time);
            Should.Throw<ArgumentOutOfRangeException>(() => options.MaxDeliveryDelay = time);
        }
        foreach (var share in new[] { 0, -0.1, 1.1, double.NaN }) Should.Throw<ArgumentOutOfRangeException>(() => options.MaxQueueFill = share);
    }

    private Task<Node> StartAsync(Action<SseHubHealthOptions>? health = null, Action<SseHubOptions>? hub = null) => Node.StartAsync(
        _ => _store,
        o =>
        {
            o.Retention.KeepLatest = null;
            hub?.Invoke(o);
        },
        services =>
        {
            services.AddSingleton<TimeProvider>(_time);
            services.AddHealthChecks().AddSseHub<PriceHub>(configure: health);
        });

    private static async Task<HealthReportEntry> CheckAsync(IServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries[nameof(PriceHub)];

    private sealed class Stuck(ManualResetEventSlim gate) : ILogReader
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Wake()
        {
            Begun.TrySetResult();
            gate.Wait(TestContext.Current.CancellationToken);
        }
    }
}
