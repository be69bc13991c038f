using Npgsql;

namespace Sse.Postgres;

/// <summary>Reads the newest place of a log.</summary>
internal static class Newest
{
    private const string Text = "select h.epoch, h.newest, l.tag from sse.hub h left join sse.log l on l.hub = h.id and l.position = h.newest where h.id = $1";

    public static ValueTask<StoredPlace> ReadAsync(Database database, OpenedLog log, CancellationToken cancellationToken) => database.AskAsync(
        Text,
        new NpgsqlParameter[] { new NpgsqlParameter<int> { TypedValue = log.Hub } },
        static async (rows, cancellationToken) => await rows.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new StoredPlace(rows.GetString(0), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetString(2))
            : throw new SseLogReplacedException(),
        cancellationToken);
}
