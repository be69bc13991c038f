using Microsoft.Data.Sqlite;
using Sse.Sqlite;

namespace Sse.Tests.Sqlite;

/// <summary>A copy that SQLite makes of a log while it is open, put back later.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_copy_of_an_open_log_has_what_there_was_and_denies_what_came_after()
    {
        SsePosition kept, lost;
        await using (var node = await StartAsync("log.db"))
        {
            kept = await node.Hub.Topic("a").PublishAsync(new Tick(1)).Bounded();
            Copy("log.db", "copy.db");
            lost = await node.Hub.Topic("a").PublishAsync(new Tick(2)).Bounded();
            await node.StopAsync();
        }

        await using var restored = await StartAsync("copy.db");
        restored.Hub.Position.Epoch.ShouldBe(kept.Epoch);
        await restored.Hub.Topic("a").PublishAsync(new Tick(3)).Bounded();
        Numbers(await restored.ReadAsync("a", kept)).ShouldBe([3]);
        var messages = await restored.ReadAsync("a", lost);
        messages[0].Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.OtherEpoch);
        Numbers(messages).ShouldBe([1, 3]);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Node> StartAsync(string file) => Node.StartAsync(_ => new SqliteLogStore(_folder[file]));

    private void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={_folder[from]};Pooling=false");
        using var target = new SqliteConnection($"Data Source={_folder[to]};Pooling=false");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private static IEnumerable<int> Numbers(List<SseHubMessage> messages) =>
        messages.Select(message => message.Event).OfType<Tick>().Select(tick => tick.Number).Where(number => number > 0);
}
