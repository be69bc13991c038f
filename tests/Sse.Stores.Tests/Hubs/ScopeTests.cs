using System.Text;
using Sse.Sqlite;

namespace Sse.Tests.Hubs;

/// <summary>Publishing through a scope: typed as ever, into something else than the log.</summary>
public sealed class ScopeTests
{
    [Fact]
    public async Task What_is_published_in_a_scope_reaches_the_target_whole_and_the_hub_not_at_all()
    {
        using var folder = new TemporaryFolder();
        await using var node = await Node.StartAsync(_ => new SqliteLogStore(Path.Combine(folder.Path, "log.db")));
        var target = new ListTarget();
        var scope = SsePublishScope.Create(node.Hub, target);

        scope.Publish(new Tick(1));
        scope.Topic("a").Publish(new Price("X", 2));
        Assert.Equal(default, await scope.Topic("a").PublishAsync(new Gone("X")));
        scope.Topic("a").Complete();

        Assert.Equal([StoreRecordKind.Event, StoreRecordKind.Event, StoreRecordKind.Removal, StoreRecordKind.Completion], target.Records.Select(record => record.Kind));
        Assert.Equal("event: tick\ndata: {\"number\":1}\n\n", Encoding.UTF8.GetString(target.Records[0].Frame.Span));
        Assert.Empty(target.Records[0].Topics);
        Assert.False(target.Records[0].IsKeyed);
        Assert.All(target.Records[1..], record => Assert.Equal(["a"], record.Topics));
        Assert.All(target.Records[1..3], record => Assert.True(record.IsKeyed));
        Assert.Equal(target.Records[1].Key.ToArray(), target.Records[2].Key.ToArray());
        Assert.Equal(node.Hub.Position, scope.Position);
        Assert.Empty(await node.ReadAsync(SseTopicSelection.All, SseStart.Earliest));
    }

    [Fact]
    public async Task A_scope_refuses_what_the_hub_refuses_and_outlives_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var node = await Node.StartAsync(_ => new SqliteLogStore(Path.Combine(folder.Path, "log.db")), options => options.MaxEventBytes = 100);
        var target = new ListTarget();
        var scope = SsePublishScope.Create(SsePublishScope.Create(node.Hub, new ListTarget()), target);

        Assert.Throws<ArgumentException>(() => scope.Topic("a").Publish(new Price(new string('x', 200), 1)));
        Assert.Throws<ArgumentException>(() => scope.Topics(SseTopicSelection.Of("a", "b")).Publish(new Price("X", 1)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scope.PublishAsync(new Tick(1), new CancellationToken(canceled: true)).AsTask());
        Assert.Empty(target.Records);

        scope.Dispose();
        node.Hub.Publish(new Tick(2));
    }

    private sealed class ListTarget : ISsePublishTarget
    {
        public List<StoreRecord> Records { get; } = [];

        public void Publish(StoreRecord record) => Records.Add(record);

        public ValueTask PublishAsync(StoreRecord record, CancellationToken cancellationToken)
        {
            Records.Add(record);
            return default;
        }
    }
}
