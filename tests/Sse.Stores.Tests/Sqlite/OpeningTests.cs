using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Sse.Sqlite;

namespace Sse.Tests.Sqlite;

/// <summary>Files that can't be a hub's log: the start fails, in words.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_file_that_another_process_has_open()
    {
        await using var first = await StartAsync();
        (await FailsAsync()).ShouldContain("another process");
        await first.StopAsync();
        await using var second = await StartAsync();
    }

    [Fact]
    public async Task A_relative_path_begins_at_the_content_root()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path });
        builder.WebHost.UseTestServer();
        builder.Services.AddSse().AddHub<PriceHub>().UseSqlite("relative.db");
        await using var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);

        File.Exists(_folder["relative.db"]).ShouldBeTrue();
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist() => (await FailsAsync("no/such/folder/log.db")).ShouldContain("folder doesn't exist");

    [Fact]
    public async Task A_path_that_is_a_folder()
    {
        Directory.CreateDirectory(_folder["log.db"]);
        (await FailsAsync()).ShouldContain("can't be opened");
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        _folder.Write("log.db", new string('x', 10_000));
        (await FailsAsync()).ShouldContain("damaged, or no SQLite file");
    }

    [Fact]
    public async Task A_database_of_something_else()
    {
        Execute("create table customers (id integer)");
        (await FailsAsync()).ShouldContain("not a hub's log");
        Execute("insert into customers values (1)");
    }

    [Fact]
    public async Task A_log_of_a_later_version()
    {
        await using (var node = await StartAsync()) await node.StopAsync();
        Execute("pragma user_version = 99");
        (await FailsAsync()).ShouldContain("another version");
    }

    [Fact]
    public async Task A_log_that_is_damaged_in_the_middle()
    {
        await using (var node = await StartAsync())
        {
            for (var i = 0; i < 2_000; i++) node.Hub.Publish(new Price(new string('x', 200), i));
            await node.StopAsync();
        }
        Execute("pragma wal_checkpoint(truncate)");
        await using (var file = File.OpenWrite(_folder["log.db"]))
        {
            file.Position = 16 * 4096;
            var noise = new byte[64 * 4096];
            new Random(1).NextBytes(noise);
            await file.WriteAsync(noise, TestContext.Current.CancellationToken);
        }
        (await FailsAsync()).ShouldContain("damaged");
    }

    public void Dispose() => _folder.Dispose();

    private Task<Node> StartAsync(string file = "log.db") => Node.StartAsync(_ => new SqliteLogStore(_folder[file]));

    private async Task<string> FailsAsync(string file = "log.db")
    {
        var exception = await Should.ThrowAsync<SseStoreException>(() => StartAsync(file));
        exception.Message.ShouldContain(_folder[file]);
        return exception.Message;
    }

    private void Execute(string text)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["log.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
