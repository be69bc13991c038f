using System.Security.Cryptography;
using Npgsql;

namespace Sse.Postgres;

/// <summary>Finds a hub's log by its name, or begins it.</summary>
internal static class Opening
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Opens it.</summary>
    /// <exception cref="SseStoreException">The schema isn't there, is of another version, or the role may not use it.</exception>
    public static async ValueTask<OpenedLog> OpenAsync(Database database, CancellationToken cancellationToken)
    {
        var (version, isolation) = await database.AskAsync(
            "select number, current_setting('transaction_isolation') from sse.version",
            default,
            static async (rows, cancellationToken) => await rows.ReadAsync(cancellationToken).ConfigureAwait(false) ? (rows.GetInt32(0), rows.GetString(1)) : (0, ""),
            cancellationToken).ConfigureAwait(false);
        if (version != SsePostgres.Version) throw Words.OtherVersion(database, version, SsePostgres.Version);
        if (isolation != "read committed") throw Words.OtherIsolation(database, isolation);

        // An array, so that a data source that has none is found now.
        return await database.AskAsync(
            "select id, epoch from sse.open($1[1], $1[2])",
            new NpgsqlParameter[] { new NpgsqlParameter<string[]> { TypedValue = [database.Hub, RandomNumberGenerator.GetString(Letters, 8)] } },
            static async (rows, cancellationToken) =>
            {
                await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new OpenedLog(rows.GetInt32(0), rows.GetString(1));
            },
            cancellationToken).ConfigureAwait(false);
    }
}
