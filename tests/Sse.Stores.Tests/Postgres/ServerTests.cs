using Npgsql;

namespace Sse.Tests.Postgres;

public sealed class ServerTests
{
    [Fact]
    public async Task What_was_committed_is_there_after_the_server_was_killed()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await ExecuteAsync(database, "create table t (i int); insert into t values (1), (2)");
        await server.KillAsync();
        await Should.ThrowAsync<NpgsqlException>(() => ExecuteAsync(database, "select 1"));
        await server.ResumeAsync();

        (await ExecuteAsync(database, "select count(*) from t")).ShouldBe(2L);
    }

    [Fact]
    public async Task It_stands_still_and_goes_on()
    {
        await using var server = await PostgresServer.StartAsync();
        var asked = ExecuteAsync(await server.CreateDatabaseAsync(), "select 1");
        (await asked).ShouldBe(1);
        await server.SignalAsync("STOP");
        var waits = ExecuteAsync(server.ConnectionString, "select 2");
        waits.IsCompleted.ShouldBeFalse();
        await server.SignalAsync("CONT");
        (await waits.Bounded()).ShouldBe(2);
    }

    private static async Task<object?> ExecuteAsync(string database, string text)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(text);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
