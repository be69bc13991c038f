using System.Text;
using Npgsql;
using Sse.Postgres;

namespace Sse.Tests.Postgres;

/// <summary>A database of its own, with the schema in it.</summary>
internal sealed class PostgresLog : IAsyncDisposable
{
    private PostgresLog(PostgresServer server, string connectionString)
    {
        (Server, ConnectionString) = (server, connectionString);
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public PostgresServer Server { get; }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<PostgresLog> CreateAsync(PostgresServer? server = null)
    {
        var log = await CreateEmptyAsync(server);
        await SsePostgres.CreateSchemaAsync(log.Source, TestContext.Current.CancellationToken);
        return log;
    }

    /// <summary>Without the schema.</summary>
    public static async Task<PostgresLog> CreateEmptyAsync(PostgresServer? server = null)
    {
        server ??= await SharedPostgres.GetAsync();
        return new PostgresLog(server, await server.CreateDatabaseAsync());
    }

    public PostgresLogStore NewStore(string hub = "PriceHub", NpgsqlDataSource? source = null) => new(new Database(source ?? Source, hub));

    public Task<Node> StartNodeAsync(Action<SseHubOptions>? options = null, string hub = "PriceHub") => Node.StartAsync(_ => NewStore(hub), options);

    public async Task<object?> ExecuteAsync(string text)
    {
        await using var command = Source.CreateCommand(text);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async Task<List<long>> PositionsAsync()
    {
        await using var command = Source.CreateCommand("select position from sse.log order by hub, position");
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var positions = new List<long>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken)) positions.Add(rows.GetInt64(0));
        return positions;
    }

    public static StoreRecord Event(string topic, string? key = null) => Event([topic], key);

    public static StoreRecord Event(string[] topics, string? key = null) => new()
    {
        Kind = StoreRecordKind.Event,
        Topics = topics,
        IsKeyed = key is not null,
        Key = Encoding.UTF8.GetBytes(key ?? ""),
        Frame = "data: x\n\n"u8.ToArray(),
        At = DateTimeOffset.UnixEpoch,
    };

    public static StoreRecord Removal(string topic, string key) => Event(topic, key) with { Kind = StoreRecordKind.Removal };

    public static StoreRecord Completion(params string[] topics) => new() { Kind = StoreRecordKind.Completion, Topics = topics, At = DateTimeOffset.UnixEpoch };

    public static ValueTask<IReadOnlyList<long>> AppendAsync(ILogStore store, params StoreRecord[] records) => store.AppendAsync(new StoreBatch(Guid.NewGuid(), records), TestContext.Current.CancellationToken);

    /// <summary>What a tail gives until it has no more.</summary>
    public static async Task<List<StoredRecord>> TailAsync(ILogStore store, StoredPlace after)
    {
        var records = new List<StoredRecord>();
        await foreach (var page in store.TailAsync(after, TestContext.Current.CancellationToken))
        {
            if (page.Count == 0) return records;
            records.AddRange(page);
        }
        return records;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
