using Npgsql;

namespace Sse.StoreNode;

/// <summary>
/// postgres CONNECTION: writes rows and publishes an event with each, in one transaction, and writes the row's number to
/// standard output once it is committed. Goes on when the database comes back.
/// </summary>
internal static class OutboxNode
{
    private const int Writers = 4;

    public static async Task RunAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSse().AddHub<NumberHub>().UsePostgres(source);
        var app = builder.Build();
        await app.StartAsync();
        var hub = app.Services.GetRequiredService<NumberHub>();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(source, hub, writer)));
    }

    private static async Task WriteAsync(NpgsqlDataSource source, NumberHub hub, int writer)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await using var insert = new NpgsqlCommand("insert into business default values returning id", connection, transaction);
                var id = (int)(await insert.ExecuteScalarAsync())!;
                await hub.In(transaction).Topic($"w{writer}").PublishAsync(new Number(id, writer));
                await transaction.CommitAsync();
                Console.WriteLine(id);
            }
            catch (Exception exception) when (exception is NpgsqlException or SseStoreException)
            {
                // The database is away, and whether the row is there isn't known: the next one has another number.
                await again.WaitForNextTickAsync();
            }
        }
    }
}
