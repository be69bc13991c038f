using Sse.Postgres;

namespace Sse.Tests.Postgres;

/// <summary>Nodes that wake each other, and what holds where they can't.</summary>
public sealed class WakeUpTests : IAsyncLifetime
{
    private const string Listeners = "from pg_stat_activity where datname = current_database() and query like 'listen %'";

    private PostgresLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await PostgresLog.CreateAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task Who_listens_is_woken_and_is_woken_when_it_can_listen_no_more()
    {
        await using var store = _log.NewStore();
        var opened = await store.OpenAsync(default);
        var log = new OpenedLog((int)(await _log.ExecuteAsync("select id from sse.hub"))!, opened.Epoch);
        // The store listens too: its session isn't the one that is cut below.
        await store.DisposeAsync();
        using var end = new CancellationTokenSource();
        var wake = new Sse.Postgres.WakeSignal();
        var notifier = new Notifier(store.Database, log);
        var listening = new Listener(store.Database, log, wake).RunAsync(end.Token);
        var notifying = notifier.RunAsync(end.Token);

        await WokenAsync(wake);
        notifier.Notify();
        await WokenAsync(wake);
        await _log.ExecuteAsync($"select pg_terminate_backend(pid) {Listeners}");
        await WokenAsync(wake);
        // It listens again.
        await WokenAsync(wake);
        notifier.Notify();
        await WokenAsync(wake);

        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(listening, notifying)).Bounded();
    }

    [Fact]
    public async Task What_nobody_is_woken_for_is_found_all_the_same()
    {
        await using var node = await _log.StartNodeAsync();
        for (var i = 1; i <= 20; i++)
        {
            if (i % 5 == 0) await _log.ExecuteAsync($"select count(pg_terminate_backend(pid)) {Listeners}");
            await _log.ExecuteAsync("select sse.append(id, epoch, gen_random_uuid(), gen_random_uuid(), 'aaaaaa', '{0}', '{a}', '{null}', '{2030-01-01}', '{\"event: tick\\ndata: {}\\n\\n\"}') from sse.hub");
            await Wait.Until(() => node.Hub.Position.Sequence == i);
        }
    }

    private static Task WokenAsync(Sse.Postgres.WakeSignal wake) => wake.WaitAsync(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken).AsTask().Bounded();
}
