using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Sse.Tests.Postgres;

/// <summary>Events in the current transaction of Entity Framework Core, as the guide shows it.</summary>
public sealed class EntityFrameworkTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PostgresLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _log = await PostgresLog.CreateAsync();
        await _log.ExecuteAsync("""create table "Orders" ("Id" int primary key)""");
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task Row_and_event_are_there_together_or_not_at_all()
    {
        await using var node = await _log.StartNodeAsync();
        await SaveAsync(node.Hub, id: 1, commit: false);
        await SaveAsync(node.Hub, id: 2, commit: true);

        await Wait.Until(() => node.Hub.Position.Sequence >= 1);
        (await node.ReadAsync("orders", SseStart.Earliest)).Select(message => message.Event).ShouldBe([new Tick(2)]);
        await using var db = new Shop(_log.Source);
        (await db.Orders.Select(order => order.Id).ToListAsync(Cancellation)).ShouldBe([2]);
    }

    private async Task SaveAsync(PriceHub hub, int id, bool commit)
    {
        await using var db = new Shop(_log.Source);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
        db.Orders.Add(new Order { Id = id });
        await db.SaveChangesAsync(Cancellation);
        await hub.In((NpgsqlTransaction)transaction.GetDbTransaction()).Topic("orders").PublishAsync(new Tick(id), Cancellation);
        if (commit) await transaction.CommitAsync(Cancellation);
    }

    private sealed class Order
    {
        public int Id { get; set; }
    }

    private sealed class Shop(NpgsqlDataSource source) : DbContext
    {
        public DbSet<Order> Orders => Set<Order>();

        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(source);

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Order>().Property(order => order.Id).ValueGeneratedNever();
    }
}
