using NATS.Client.Core;
using Npgsql;
using Sse;

/// <summary>The log that all processes share, known by how to connect to it.</summary>
internal static class SharedLog
{
    public static string EngineOf(string log) => IsNats(log) ? "NATS" : "PostgreSQL";

    public static void UseSharedLog(this SseHubBuilder<MarketHub> hub, string log)
    {
        if (IsNats(log)) hub.UseNats(new NatsConnection(new NatsOpts { Url = log, PingInterval = TimeSpan.FromSeconds(2), MaxPingOut = 2 }));
        else hub.UsePostgres(NpgsqlDataSource.Create(log));
    }

    /// <summary>Makes what is made once, when an application is set up.</summary>
    public static async Task CreateAsync(string log)
    {
        if (IsNats(log))
        {
            await using var connection = new NatsConnection(new NatsOpts { Url = log });
            await SseNats.CreateStreamsAsync<MarketHub>(connection);
        }
        else
        {
            await using var database = NpgsqlDataSource.Create(log);
            await SsePostgres.CreateSchemaAsync(database);
        }
    }

    private static bool IsNats(string log) => log.StartsWith("nats:", StringComparison.Ordinal);
}
