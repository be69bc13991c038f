using Npgsql;

namespace Sse.Tests.Postgres;

/// <summary>A pooler that gives connections to others after each transaction: nobody is woken, and nothing is lost.</summary>
public sealed class PoolerTests
{
    [Fact]
    public async Task Nodes_and_outbox_work_through_a_pooler_of_transactions()
    {
        const int Each = 300;
        await using var log = await PostgresLog.CreateAsync();
        await using var pooler = await PgBouncer.StartAsync(log.Server);
        await using var pooled = NpgsqlDataSource.Create(pooler.Pooled(log.ConnectionString));
        await using var one = await Node.StartAsync(_ => log.NewStore(source: pooled));
        await using var two = await Node.StartAsync(_ => log.NewStore(source: pooled));

        await Task.WhenAll(new[] { one, two }.Select(async (node, publisher) =>
        {
            for (var i = 1; i < Each; i++) node.Hub.Topic($"t{publisher}").Publish(new Tick(i));
            await node.Hub.Topic($"t{publisher}").PublishAsync(new Tick(Each)).Bounded();
        }));
        await using (var connection = await pooled.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await one.Hub.In(transaction).Topic("t0").PublishAsync(new Tick(Each + 1), TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
        await two.Hub.Topic("t1").PublishAsync(new Tick(Each + 1)).Bounded();
        await foreach (var message in two.Hub.ReadAllAsync("t0", SseStart.Earliest, TestContext.Current.CancellationToken))
            if (message.Event is Tick { Number: Each + 1 }) break;

        foreach (var node in (Node[])[one, two])
        {
            (await node.ReadAsync("t0", SseStart.Earliest)).Select(message => message.Event).OfType<Tick>().Select(tick => tick.Number).Where(number => number > 0).ShouldBe(Enumerable.Range(1, Each + 1));
            (await node.ReadAsync("t1", SseStart.Earliest)).Select(message => message.Event).OfType<Tick>().Select(tick => tick.Number).Where(number => number > 0).ShouldBe(Enumerable.Range(1, Each + 1));
            node.Problem.ShouldBeNull();
        }
    }
}
