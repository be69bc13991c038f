using Npgsql;

namespace Sse;

/// <summary>Prepares a PostgreSQL database for the logs of hubs.</summary>
public static class SsePostgres
{
    internal const int Version = 1;

    /// <summary>
    /// The script that makes the schema <c>sse</c> with its tables and functions, to be read, and run with psql, by whoever
    /// administers the database. It can be run again. <see cref="CreateSchemaAsync"/> runs it as it is.
    /// </summary>
    public static string Schema { get; } = Read("tables.sql") + Read("functions.sql");

    /// <summary>
    /// Makes the schema <c>sse</c>, unless it is there. The role that the data source connects as owns it, and needs the right
    /// to create schemas in the database. PostgreSQL 15 or newer.
    /// </summary>
    /// <param name="dataSource">The database.</param>
    /// <param name="cancellationToken">Ends the attempt; nothing is made then.</param>
    /// <exception cref="SseStoreException">The database refused. The message says why, and what to do.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="dataSource"/> is null.</exception>
    public static async Task CreateSchemaAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        try
        {
            var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = connection.ConfigureAwait(false);
            var command = new NpgsqlCommand(Schema, connection);
            await using (command.ConfigureAwait(false)) await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused)
        {
            throw new SseStoreException(
                refused.SqlState == PostgresErrorCodes.InsufficientPrivilege
                    ? $"The schema sse can't be made: the role that the data source connects as may not ({refused.MessageText}). Connect as one that may create schemas in the database (grant create on database … to …), or as the schema's owner."
                    : $"The schema sse can't be made: {refused.MessageText}",
                refused);
        }
        catch (NpgsqlException exception)
        {
            throw new SseStoreException($"The schema sse can't be made: PostgreSQL can't be reached ({exception.Message}) See that it runs, and that the data source names its address.", exception);
        }
    }

    private static string Read(string name)
    {
        using var script = new StreamReader(typeof(SsePostgres).Assembly.GetManifestResourceStream(name)!);
        return script.ReadToEnd();
    }
}
