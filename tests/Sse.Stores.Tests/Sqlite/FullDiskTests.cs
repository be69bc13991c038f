using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Sse.Sqlite;

namespace Sse.Tests.Sqlite;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Appends_wait_for_room_and_reads_go_on()
    {
        var store = new SqliteLogStore(_folder["log.db"]);
        await using var node = await Node.StartAsync(_ => store);
        var first = await node.Hub.PublishAsync(new Tick(1));
        // SQLite says of a file that may not grow what it says of a disk that is full.
        Execute(store, "pragma max_page_count = 1");
        var waits = Enumerable.Range(2, 500).Select(i => node.Hub.PublishAsync(new Price(new string('x', 500), i)).AsTask()).ToArray();

        await Wait.Until(() => node.Problem is not null);
        node.Problem!.Message.ShouldContain("disk is full");
        await using (var reading = node.Hub.ReadAllAsync(default, SseStart.Earliest, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            (await reading.MoveNextAsync().Bounded()).ShouldBeTrue();
            reading.Current.Event.ShouldBe(new Tick(1));
        }
        Execute(store, "pragma max_page_count = 1000000");
        await Task.WhenAll(waits).Bounded();
        node.Problem.ShouldBeNull();
        (await node.ReadAsync(default, first)).Count.ShouldBe(500);
    }

    public void Dispose() => _folder.Dispose();

    private static void Execute(SqliteLogStore store, string text)
    {
        using var command = ConnectionOf(store)!.CreateCommand();
        command.CommandText = text;
        command.ExecuteScalar();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_connection")]
    private static extern ref SqliteConnection? ConnectionOf(SqliteLogStore store);
}
