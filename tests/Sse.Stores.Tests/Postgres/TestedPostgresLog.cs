using Sse.Stores.Contract;

namespace Sse.Tests.Postgres;

/// <summary>A hub's log in a database of its own.</summary>
internal sealed class TestedPostgresLog : TestedLog
{
    private static readonly string[] Tables = ["hub", "log", "topic", "tag", "trimmed", "batch", "node", "outbox"];

    private static readonly string Delete = string.Concat(Tables.Select(table => $"delete from sse.{table}; "));

    private readonly PostgresLog _log;
    private readonly PostgresServer? _own;

    private TestedPostgresLog(PostgresLog log, PostgresServer? own) => (_log, _own) = (log, own);

    public static async ValueTask<TestedLog> CreateAsync() => new TestedPostgresLog(await PostgresLog.CreateAsync(), own: null);

    /// <summary>On a server of its own, which can be killed.</summary>
    public static async ValueTask<TestedLog> CreateAloneAsync()
    {
        var server = await PostgresServer.StartAsync();
        return new TestedPostgresLog(await PostgresLog.CreateAsync(server), server);
    }

    public override ILogStore CreateStore() => _log.NewStore();

    public override async ValueTask RecreateAsync()
    {
        await _log.ExecuteAsync($"begin; {Delete} commit;");
        await using var store = CreateStore();
        await store.OpenAsync(TestContext.Current.CancellationToken);
    }

    public override async ValueTask CopyAsync() => await _log.ExecuteAsync(
        "create schema copy; " + string.Concat(Tables.Select(table => $"create table copy.{table} as table sse.{table}; ")));

    // As a whole: between two tables nobody looks.
    public override async ValueTask RestoreAsync() => await _log.ExecuteAsync(
        $"begin; {Delete}" + string.Concat(Tables.Select(table => $"insert into sse.{table} overriding system value table copy.{table}; ")) + "commit;");

    public override async ValueTask KillEngineAsync() => await _own!.KillAsync();

    public override async ValueTask StartEngineAsync() => await _own!.ResumeAsync();

    public override async ValueTask FreezeEngineAsync() => await _own!.SignalAsync("STOP");

    public override async ValueTask ThawEngineAsync() => await _own!.SignalAsync("CONT");

    public override async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        if (_own is not null) await _own.DisposeAsync();
        await base.DisposeAsync();
    }
}
