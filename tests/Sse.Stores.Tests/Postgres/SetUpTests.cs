using Npgsql;

namespace Sse.Tests.Postgres;

/// <summary>The schema, the roles that use it, and what is said where a log can't be opened.</summary>
public sealed class SetUpTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PostgresLog _log = null!;

    public async ValueTask InitializeAsync() => _log = await PostgresLog.CreateEmptyAsync();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task The_schema_is_made_once_however_many_make_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SsePostgres.CreateSchemaAsync(_log.Source, Cancellation)));
        await using (var node = await _log.StartNodeAsync()) await node.Hub.PublishAsync(new Tick(1)).Bounded();
        await SsePostgres.CreateSchemaAsync(_log.Source, Cancellation);

        (await _log.PositionsAsync()).ShouldBe([1L]);
    }

    [Fact]
    public async Task The_schema_can_be_made_with_psql()
    {
        await _log.Server.RunScriptAsync(new NpgsqlConnectionStringBuilder(_log.ConnectionString).Database!, SsePostgres.Schema);
        await using var node = await _log.StartNodeAsync();
        (await node.Hub.PublishAsync(new Tick(1)).Bounded()).Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_role_that_may_only_append_and_read_is_enough_for_all_that_a_hub_does()
    {
        await SsePostgres.CreateSchemaAsync(_log.Source, Cancellation);
        await using var application = await RoleAsync(
            "grant usage on schema sse to {0}; grant select on all tables in schema sse to {0}; grant execute on all functions in schema sse to {0}");
        await using (var node = await StartNodeAsync(application))
        await using (var connection = await application.OpenConnectionAsync(Cancellation))
        {
            await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
            {
                await node.Hub.In(transaction).Topic("a").PublishAsync(new Tick(1));
                await transaction.CommitAsync(Cancellation);
            }
            await Wait.Until(() => node.Hub.Position.Sequence == 1);
            node.Hub.Topic("a").Complete();
            for (var i = 0; i < 5_000; i++) node.Hub.Topic("b").Publish(new Price($"{i % 10}", i));
            await node.Hub.PublishAsync(new Tick(2)).Bounded();
            while ((await _log.PositionsAsync()).Count > 3_000) await Task.Yield();
        }

        foreach (var forbidden in (string[])
        [
            "insert into sse.hub (name, epoch) values ('x', 'x')", "update sse.hub set newest = 0", "delete from sse.log", "truncate sse.outbox", "drop table sse.tag",
            "create table sse.more (i int)", "select sse.put(1, 0, 'x', '{0}', '{a}', '{null}', '{2030-01-01}', '{x}')", "select sse.forget(1, 1)",
        ])
            (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(application, forbidden))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, forbidden);
        (await ExecuteAsync(application, "select rolsuper from pg_roles where rolname = current_user")).ShouldBe(false);
    }

    [Fact]
    public async Task A_role_without_rights_is_told_which_it_needs()
    {
        await using var application = await RoleAsync("");
        (await Should.ThrowAsync<SseStoreException>(() => SsePostgres.CreateSchemaAsync(application, Cancellation))).Message.ShouldContain("grant create on database");

        await SsePostgres.CreateSchemaAsync(_log.Source, Cancellation);
        (await FailsToStartAsync(application)).ShouldContain("grant usage on schema sse");
    }

    [Fact]
    public async Task A_role_may_own_the_schema_without_being_a_superuser()
    {
        var database = new NpgsqlConnectionStringBuilder(_log.ConnectionString).Database;
        await using var owner = await RoleAsync($"grant create on database {database} to {{0}}");
        await SsePostgres.CreateSchemaAsync(owner, Cancellation);
        await using var node = await StartNodeAsync(owner);
        (await node.Hub.PublishAsync(new Tick(1)).Bounded()).Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_with_the_database_is_said_when_the_application_starts()
    {
        (await FailsToStartAsync(_log.Source)).ShouldContain("CreateSchemaAsync");
        await SsePostgres.CreateSchemaAsync(_log.Source, Cancellation);

        (await FailsToStartAsync(With(settings => settings.Database = "nowhere"))).ShouldContain("let the data source name another");
        (await FailsToStartAsync(With(settings => settings.Port = 1))).ShouldContain("can't be reached");
        (await FailsToStartAsync(With(settings => settings.Username = "nobody_at_all"))).ShouldContain("nobody_at_all");
        (await FailsToStartAsync(With(settings => settings.Options = "-c default_transaction_read_only=on"))).ShouldContain("only reads");
        (await FailsToStartAsync(With(settings => settings.Options = @"-c default_transaction_isolation=repeatable\ read"))).ShouldContain("read committed");
        (await FailsToStartAsync(new NpgsqlSlimDataSourceBuilder(_log.ConnectionString).Build())).ShouldContain("EnableArrays()");

        await _log.ExecuteAsync("update sse.version set number = 2");
        (await FailsToStartAsync(_log.Source)).ShouldContain("version 2");
        (await Should.ThrowAsync<SseStoreException>(() => SsePostgres.CreateSchemaAsync(_log.Source, Cancellation))).Message.ShouldContain("version 2");
    }

    private static async Task<object?> ExecuteAsync(NpgsqlDataSource source, string text)
    {
        await using var command = source.CreateCommand(text);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private Task<Node> StartNodeAsync(NpgsqlDataSource source) => Node.StartAsync(_ => _log.NewStore(source: source), options => options.Retention.MaxEvents = 1_000);

    private async Task<string> FailsToStartAsync(NpgsqlDataSource source) => (await Should.ThrowAsync<SseStoreException>(() => StartNodeAsync(source))).Message;

    private NpgsqlDataSource With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(_log.ConnectionString);
        change(settings);
        return NpgsqlDataSource.Create(settings);
    }

    // A new role, and a data source that connects as it.
    private async Task<NpgsqlDataSource> RoleAsync(string grants)
    {
        var name = "app_" + Guid.NewGuid().ToString("N");
        await _log.ExecuteAsync($"create role {name} login; {string.Format(System.Globalization.CultureInfo.InvariantCulture, grants, name)}");
        return With(settings => settings.Username = name);
    }
}
