using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sse.Sqlite;

namespace Sse.Tests.Hubs;

/// <summary>A hub whose store is away, slow, or loses answers.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FaultyStore _store;

    public FaultTests() => _store = new FaultyStore(new SqliteLogStore(_folder["log.db"]));

    [Fact]
    public async Task While_the_store_is_away_publishing_does_not_wait_and_everything_comes_back_by_itself()
    {
        await using var node = await Node.StartAsync(_ => _store);
        var before = await node.Hub.PublishAsync(new Tick(0));
        _store.IsDown = true;
        for (var i = 1; i <= 100; i++) node.Hub.Publish(new Tick(i));
        var last = node.Hub.PublishAsync(new Tick(101)).AsTask();
        await Wait.Until(() => _store.Failures >= 2);

        last.IsCompleted.ShouldBeFalse();
        node.Hub.Position.ShouldBe(before);
        _store.IsDown = false;
        (await last.Bounded()).CompareTo(before).ShouldBeGreaterThan(0);
        (await node.ReadAsync(default, before)).Select(message => message.Event).ShouldBe(Enumerable.Range(1, 101).Select(i => new Tick(i)));
    }

    [Fact]
    public async Task A_batch_whose_answer_got_lost_is_stored_once()
    {
        await using var node = await Node.StartAsync(_ => _store);
        _store.AnswersToLose = 3;
        for (var i = 0; i < 100; i++) node.Hub.Publish(new Tick(i));
        await node.Hub.PublishAsync(new Tick(100)).Bounded();

        _store.Failures.ShouldBe(3);
        (await node.ReadAsync(default, SseStart.Earliest)).Select(message => message.Event).ShouldBe(Enumerable.Range(0, 101).Select(i => new Tick(i)));
    }

    [Fact]
    public async Task A_tail_that_broke_is_read_again_without_a_loss()
    {
        await using var node = await Node.StartAsync(_ => _store);
        _store.TailsToBreak = 3;
        for (var i = 0; i < 100; i++) await node.Hub.PublishAsync(new Tick(i)).Bounded();

        _store.Failures.ShouldBe(3);
        (await node.ReadAsync(default, SseStart.Earliest)).Select(message => message.Event).ShouldBe(Enumerable.Range(0, 100).Select(i => new Tick(i)));
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_and_what_waits_is_stored()
    {
        var gate = new TaskCompletionSource();
        await using var node = await Node.StartAsync(_ => _store, options => options.MaxQueuedEvents = 10);
        _store.Gate = gate.Task;
        var accepted = new List<Task<SsePosition>>();
        for (var i = 0; i < 10; i++) accepted.Add(node.Hub.PublishAsync(new Tick(i)).AsTask());

        Should.Throw<SsePublishQueueFullException>(() => node.Hub.Publish(new Tick(10)));
        (await Should.ThrowAsync<SsePublishQueueFullException>(async () => await node.Hub.PublishAsync(new Tick(10)))).Message.ShouldContain("store");
        gate.SetResult();
        (await Task.WhenAll(accepted).Bounded()).ShouldBeInOrder();
        node.Hub.Publish(new Tick(11));
        (await node.ReadAsync(default, SseStart.Earliest)).Select(message => ((Tick)message.Event!).Number).ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]);
    }

    [Fact]
    public async Task Bytes_that_wait_are_bounded_too_and_one_large_event_is_not_refused()
    {
        var gate = new TaskCompletionSource();
        await using var node = await Node.StartAsync(_ => _store, options => options.MaxQueuedBytes = 1_000);
        _store.Gate = gate.Task;
        var large = node.Hub.PublishAsync(new Price(new string('x', 5_000), 1)).AsTask();

        Should.Throw<SsePublishQueueFullException>(() => node.Hub.Publish(new Tick(1)));
        gate.SetResult();
        await large.Bounded();
        await node.Hub.PublishAsync(new Tick(1)).Bounded();
    }

    [Fact]
    public async Task A_stop_that_has_no_time_left_tells_who_waits_what_was_not_stored()
    {
        var gate = new TaskCompletionSource();
        await using var node = await Node.StartAsync(_ => _store);
        await node.Hub.PublishAsync(new Tick(1)).Bounded();
        _store.Gate = gate.Task;
        var waits = Enumerable.Range(0, 2_000).Select(i => node.Hub.PublishAsync(new Tick(i)).AsTask()).ToArray();

        await Task.WhenAny(node.StopAsync(new CancellationToken(canceled: true)));
        foreach (var wait in waits) await Should.ThrowAsync<SseHubStoppedException>(() => wait.Bounded());
        gate.SetResult();
    }

    [Fact]
    public async Task A_publisher_may_stop_waiting()
    {
        var gate = new TaskCompletionSource();
        await using var node = await Node.StartAsync(_ => _store);
        _store.Gate = gate.Task;
        using var patience = new CancellationTokenSource();
        var wait = node.Hub.PublishAsync(new Tick(1), patience.Token).AsTask();
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wait.Bounded());
        gate.SetResult();
        (await node.ReadAsync(default, SseStart.Earliest)).Select(message => message.Event).ShouldBe([new Tick(1)]);
    }

    [Fact]
    public async Task The_health_says_when_the_store_is_away()
    {
        await using var node = await Node.StartAsync(_ => _store, services: services => services.AddHealthChecks().AddSseHub<PriceHub>());
        var health = node.Services.GetRequiredService<HealthCheckService>();
        (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status.ShouldBe(HealthStatus.Healthy);

        _store.IsDown = true;
        node.Hub.Publish(new Tick(1));
        await Wait.Until(() => _store.Failures >= 2);
        var report = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
        report.Status.ShouldBe(HealthStatus.Degraded);
        report.Entries[nameof(PriceHub)].Description!.ShouldContain("The engine is away.");
        report.Entries[nameof(PriceHub)].Data["queued"].ShouldBe(1L);

        _store.IsDown = false;
        await node.Hub.PublishAsync(new Tick(2)).Bounded();
        (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task After_its_completion_was_handed_over_nothing_is_published_to_a_topic()
    {
        var gate = new TaskCompletionSource();
        await using var node = await Node.StartAsync(_ => _store);
        _store.Gate = gate.Task;
        var before = node.Hub.Topic("t").PublishAsync(new Tick(1)).AsTask();
        node.Hub.Topic("t").Complete();

        Should.Throw<SseTopicCompletedException>(() => node.Hub.Topic("t").Publish(new Tick(2)));
        Should.Throw<SseTopicCompletedException>(() => node.Hub.Topics(["u", "t"]).Publish(new Tick(2)));
        node.Hub.Topic("u").Publish(new Tick(3));
        gate.SetResult();
        await before.Bounded();
        (await node.ReadAsync("t", SseStart.Earliest)).Where(message => message.Topic is not null).Select(message => message.Event).ShouldBe([new Tick(1)]);
        Should.Throw<SseTopicCompletedException>(() => node.Hub.Topic("t").Publish(new Tick(4)));
    }

    [Fact]
    public void Only_publishing_is_possible_before_the_host_has_started()
    {
        using var services = new ServiceCollection().AddLogging().AddSse().AddHub<PriceHub>().UseStore(_ => _store).Services.BuildServiceProvider();
        var hub = services.GetRequiredService<PriceHub>();
        hub.Publish(new Tick(1));
        Should.Throw<InvalidOperationException>(() => hub.Position).Message.ShouldContain("host");
        Should.Throw<InvalidOperationException>(() => hub.GetLatest());
    }

    public void Dispose() => _folder.Dispose();
}
