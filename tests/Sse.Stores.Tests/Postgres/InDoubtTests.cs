using System.Globalization;

namespace Sse.Tests.Postgres;

/// <summary>Batches whose connection is cut while they are appended: nobody knows whether they were, and they are appended again.</summary>
public sealed class InDoubtTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PostgresLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await PostgresLog.CreateAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task A_batch_that_is_cut_while_it_waits_for_its_turn_is_not_there()
    {
        await using var store = _log.NewStore();
        var opened = await store.OpenAsync(default);
        var batch = new StoreBatch(Guid.NewGuid(), [PostgresLog.Event("a"), PostgresLog.Event("b")]);
        await using (var other = await _log.Source.OpenConnectionAsync(Cancellation))
        {
            await using var turn = await other.BeginTransactionAsync(Cancellation);
            await using var hold = other.CreateCommand();
            hold.CommandText = "select newest from sse.hub for update";
            await hold.ExecuteScalarAsync(Cancellation);
            var appending = store.AppendAsync(batch, default).AsTask();
            while ((long)(await _log.ExecuteAsync(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%sse.append(%'"))! == 0) await Task.Yield();
            await Should.ThrowAsync<SseStoreException>(() => appending).Bounded();
        }

        (await store.AppendAsync(batch, default).AsTask().Bounded()).ShouldBe([1, 2]);
        (await PostgresLog.TailAsync(store, new StoredPlace(opened.Epoch, 0, null))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Batches_that_are_cut_at_any_moment_are_there_once_in_the_order_of_their_publisher()
    {
        await using var store = _log.NewStore();
        var opened = await store.OpenAsync(default);
        await using var cutter = await _log.Source.OpenConnectionAsync(Cancellation);
        var random = new Random(1);
        var (places, cut) = (new List<long>(), 0);
        for (var i = 0; i < 100; i++)
        {
            var topic = i.ToString(CultureInfo.InvariantCulture);
            var batch = new StoreBatch(Guid.NewGuid(), [PostgresLog.Event(topic), PostgresLog.Event(topic), PostgresLog.Event(topic)]);
            var appending = store.AppendAsync(batch, default).AsTask();
            await using var kill = cutter.CreateCommand();
            kill.CommandText = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
            await kill.ExecuteScalarAsync(Cancellation);
            if (random.Next(2) == 0) await kill.ExecuteScalarAsync(Cancellation);
            IReadOnlyList<long>? answer = null;
            while (answer is null)
            {
                try { answer = await appending.Bounded(); }
                catch (SseStoreException)
                {
                    cut++;
                    appending = store.AppendAsync(batch, default).AsTask();
                }
            }
            places.AddRange(answer);
        }

        cut.ShouldBePositive();
        places.ShouldBe(Enumerable.Range(1, 300).Select(place => (long)place));
        // What was cut last may be in the pool still.
        _log.Source.Clear();
        await using var reader = _log.NewStore();
        await reader.OpenAsync(default);
        (await PostgresLog.TailAsync(reader, new StoredPlace(opened.Epoch, 0, null))).Select(record => record.Topics[0])
            .ShouldBe(Enumerable.Range(0, 300).Select(place => (place / 3).ToString(CultureInfo.InvariantCulture)));
    }
}
