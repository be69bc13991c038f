using Npgsql;

namespace Sse.Postgres;

/// <summary>Asks the database for one hub. What it refuses is said in words.</summary>
/// <param name="source">Where connections come from; its owner's.</param>
/// <param name="hub">The hub's name in the database.</param>
internal sealed class Database(NpgsqlDataSource source, string hub)
{
    private const int PatienceInSeconds = 10;

    public string Hub => hub;

    /// <summary>Takes a connection of its own.</summary>
    /// <exception cref="SseStoreException">There is none.</exception>
    public async ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try { return await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false); }
        catch (Exception exception) when (Words.Know(exception)) { throw Words.Of(exception, this); }
    }

    /// <summary>Asks one question on any connection.</summary>
    /// <param name="text">The SQL, with $1, $2, …</param>
    /// <param name="parameters">Their values.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SseStoreException">The database refused.</exception>
    /// <exception cref="SseLogReplacedException">The log isn't the one that was opened.</exception>
    public async ValueTask<T> AskAsync<T>(string text, ReadOnlyMemory<NpgsqlParameter> parameters, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        var command = source.CreateCommand(text);
        await using (command.ConfigureAwait(false)) return await AskAsync(command, parameters, read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks one question on a connection.</summary>
    public async ValueTask<T> AskAsync<T>(NpgsqlConnection connection, string text, ReadOnlyMemory<NpgsqlParameter> parameters, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(text, connection);
        await using (command.ConfigureAwait(false)) return await AskAsync(command, parameters, read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where it is, for messages: no password.</summary>
    public override string ToString()
    {
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return $"hub '{hub}' in database '{settings.Database ?? settings.Username}' on {settings.Host}";
    }

    private async ValueTask<T> AskAsync<T>(NpgsqlCommand command, ReadOnlyMemory<NpgsqlParameter> parameters, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        command.CommandTimeout = PatienceInSeconds;
        foreach (var parameter in parameters.Span) command.Parameters.Add(parameter);
        try
        {
            var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false)) return await read(rows, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Words.Know(exception)) { throw Words.Of(exception, this); }
    }
}
