using System.Data;

namespace Sse.Tests.Postgres;

/// <summary>Events that are published in a transaction, together with rows.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private PostgresLog? _log;

    private PostgresLog Log => _log!;

    public async ValueTask InitializeAsync() => _log = await PostgresLog.CreateAsync();

    public async ValueTask DisposeAsync() => await Log.DisposeAsync();

    [Fact]
    public async Task An_event_is_delivered_once_its_transaction_is_committed_and_not_before()
    {
        await using var node = await Log.StartNodeAsync();
        await using var other = await Log.StartNodeAsync();
        await using var connection = await Log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var reading = other.Hub.ReadAllAsync("a", SseStart.Now).GetAsyncEnumerator();
        var next = reading.MoveNextAsync().AsTask();

        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        (await node.Hub.In(transaction).Topic("a").PublishAsync(new Price("X", 1))).ShouldBe(default);
        node.Hub.In(transaction).Topic("a").Publish(new Gone("X"));
        // What comes meanwhile by another way is not held up.
        await node.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();
        (await next.Bounded()).ShouldBeTrue();
        reading.Current.Event.ShouldBe(new Tick(1));
        next = reading.MoveNextAsync().AsTask();
        next.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        (await next.Bounded()).ShouldBeTrue();
        (reading.Current.Event, reading.Current.Topic).ShouldBe((new Price("X", 1), "a"));
        (await reading.MoveNextAsync().Bounded()).ShouldBeTrue();
        reading.Current.Event.ShouldBe(new Gone("X"));
        other.Hub.GetLatest("a").Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_rolled_back_was_never_published()
    {
        await using var node = await Log.StartNodeAsync();
        await using var connection = await Log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await node.Hub.In(transaction).PublishAsync(new Tick(1));
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await node.Hub.In(transaction).PublishAsync(new Tick(2));
            await transaction.SaveAsync("here", TestContext.Current.CancellationToken);
            await node.Hub.In(transaction).PublishAsync(new Tick(3));
            await transaction.RollbackAsync("here", TestContext.Current.CancellationToken);
            await node.Hub.In(transaction).PublishAsync(new Tick(4));
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
        await Wait.Until(() => node.Hub.Position.Sequence >= 2);
        (await node.ReadAsync(default, SseStart.Earliest)).Select(message => ((Tick)message.Event!).Number).ShouldBe([2, 4]);
    }

    [Fact]
    public async Task What_was_committed_while_no_node_ran_is_delivered_by_the_first_that_starts()
    {
        await (await Log.StartNodeAsync()).DisposeAsync();
        await using (var connection = await Log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            // A hub to publish with whose log is elsewhere: it takes nothing out.
            await using var host = await Node.StartAsync(_ => new SharedLog().Open());
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            for (var i = 1; i <= 2_500; i++) await host.Hub.In(transaction).Topic($"t{i % 3}").PublishAsync(new Tick(i));
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
        await using var node = await Log.StartNodeAsync();
        await Wait.Until(() => node.Hub.Position.Sequence == 2_500);
        (await node.ReadAsync(SseTopicSelection.All, SseStart.Earliest)).Select(message => ((Tick)message.Event!).Number).ShouldBe(Enumerable.Range(1, 2_500));
        (await Log.ExecuteAsync("select count(*) from sse.outbox")).ShouldBe(0L);
    }

    [Fact]
    public async Task Many_publish_in_transactions_and_three_nodes_deliver_what_was_committed_once_in_one_order()
    {
        const int Writers = 8;
        const int Each = 60;
        await using var one = await Log.StartNodeAsync();
        await using var two = await Log.StartNodeAsync();
        await using var three = await Log.StartNodeAsync();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            await using var connection = await Log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
            for (var i = 0; i < Each; i++)
            {
                var isolation = i % 2 == 0 ? IsolationLevel.ReadCommitted : IsolationLevel.RepeatableRead;
                await using var transaction = await connection.BeginTransactionAsync(isolation, TestContext.Current.CancellationToken);
                await one.Hub.In(transaction).Topic($"w{writer}").PublishAsync(new Tick((writer * 1_000) + i));
                if (i % 5 == 4) await transaction.RollbackAsync(TestContext.Current.CancellationToken);
                else await transaction.CommitAsync(TestContext.Current.CancellationToken);
            }
        }));
        const int Committed = Writers * Each * 4 / 5;
        foreach (var node in (Node[])[one, two, three]) await Wait.Until(() => node.Hub.Position.Sequence == Committed);

        (await Log.PositionsAsync()).ShouldBe(Enumerable.Range(1, Committed).Select(i => (long)i));
        var seen = (await one.ReadAsync(SseTopicSelection.All, SseStart.Earliest)).Take(Committed).Select(message => (message.Position, message.Event)).ToList();
        foreach (var node in (Node[])[two, three])
            (await node.ReadAsync(SseTopicSelection.All, SseStart.Earliest)).Take(Committed).Select(message => (message.Position, message.Event)).ShouldBe(seen);
        foreach (var writer in seen.GroupBy(message => ((Tick)message.Event!).Number / 1_000))
            writer.Select(message => ((Tick)message.Event!).Number % 1_000).ShouldBe(Enumerable.Range(0, Each).Where(i => i % 5 != 4));
    }

    [Fact]
    public async Task A_transaction_that_lasts_long_holds_up_nobody_and_is_delivered_at_its_end()
    {
        await using var node = await Log.StartNodeAsync();
        await using var slow = await Log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var lasting = await slow.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await node.Hub.In(lasting).PublishAsync(new Tick(-1));
        // More than a look at the end of the outbox goes back.
        await using (var connection = await Log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < 2_500; i++) await node.Hub.In(transaction).PublishAsync(new Tick(i));
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
        await Wait.Until(() => node.Hub.Position.Sequence == 2_500);
        await lasting.CommitAsync(TestContext.Current.CancellationToken);

        await Wait.Until(() => node.Hub.Position.Sequence == 2_501);
        (await node.ReadAsync(default, SseStart.Earliest))[^1].Event.ShouldBe(new Tick(-1));
    }

    [Fact]
    public async Task A_topic_can_be_completed_in_a_transaction()
    {
        await using var node = await Log.StartNodeAsync();
        await using var connection = await Log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var scope = node.Hub.In(transaction);
        await scope.Topic("a").PublishAsync(new Tick(1));
        scope.Topic("a").Complete();
        await scope.Topic("a").PublishAsync(new Tick(2));
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        var events = new List<object?>();
        await foreach (var message in node.Hub.ReadAllAsync("a", SseStart.Earliest, TestContext.Current.CancellationToken)) events.Add(message.Event);
        events.ShouldBe([new Tick(1)]);
    }

    [Fact]
    public async Task A_mistake_is_said_in_words()
    {
        await using var node = await Log.StartNodeAsync();
        await using var connection = await Log.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
            (await Should.ThrowAsync<SseStoreException>(() => node.Hub.In(transaction, "Other").PublishAsync(new Tick(1)).AsTask())).Message.ShouldContain("no hub 'Other'");
        var over = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await over.DisposeAsync();
        Should.Throw<InvalidOperationException>(() => node.Hub.In(over).Publish(new Tick(1)));

        await using var empty = await PostgresLog.CreateEmptyAsync();
        await using var elsewhere = await empty.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var without = await elsewhere.BeginTransactionAsync(TestContext.Current.CancellationToken);
        Should.Throw<SseStoreException>(() => node.Hub.In(without).Publish(new Tick(1))).Message.ShouldContain("CreateSchemaAsync");
    }
}
