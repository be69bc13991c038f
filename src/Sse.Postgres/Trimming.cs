using Npgsql;

namespace Sse.Postgres;

/// <summary>Lets old records go, and keeps what must be known of them.</summary>
internal static class Trimming
{
    private const string Text = "select first, more from sse.trim($1, $2, $3, $4, $5, $6)";

    /// <summary>Trims a bounded number of records, unless another node is at it.</summary>
    /// <returns>Before which place this process lets nothing be but newest values of keys; and whether there may be more to trim.</returns>
    public static ValueTask<(long First, bool More)> RunAsync(Database database, OpenedLog log, StoreTrim trim, CancellationToken cancellationToken) => database.AskAsync(
        Text,
        new NpgsqlParameter[]
        {
            new NpgsqlParameter<int> { TypedValue = log.Hub },
            new NpgsqlParameter<string> { TypedValue = log.Epoch },
            new NpgsqlParameter<long> { TypedValue = trim.UpTo },
            new NpgsqlParameter<long> { TypedValue = trim.KeepKeys },
            new NpgsqlParameter<long> { TypedValue = trim.KeepBytes },
            new NpgsqlParameter<int> { TypedValue = trim.MaxTopics },
        },
        static async (rows, cancellationToken) =>
        {
            await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
            return (rows.GetInt64(0), rows.GetBoolean(1));
        },
        cancellationToken);
}
