using Npgsql;
using NpgsqlTypes;

namespace Sse.Postgres;

/// <summary>Writes events into the outbox, as part of somebody's transaction.</summary>
/// <param name="transaction">The transaction.</param>
/// <param name="hub">The hub's name in the database.</param>
internal sealed class TransactionTarget(NpgsqlTransaction transaction, string hub) : ISsePublishTarget
{
    private const string Text = "select sse.publish($1, $2, $3, $4, $5, $6)";

    /// <inheritdoc/>
    public void Publish(StoreRecord record)
    {
        using var command = CommandFor(record);
        try { command.ExecuteNonQuery(); }
        catch (PostgresException refused) { throw Words.OfOutbox(refused, hub); }
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(StoreRecord record, CancellationToken cancellationToken)
    {
        var command = CommandFor(record);
        await using var _ = command.ConfigureAwait(false);
        try { await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false); }
        catch (PostgresException refused) { throw Words.OfOutbox(refused, hub); }
    }

    private NpgsqlCommand CommandFor(StoreRecord record)
    {
        var connection = transaction.Connection ?? throw new InvalidOperationException("The transaction is over: publish before it is committed or rolled back.");
        return new NpgsqlCommand(Text, connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = hub },
                new NpgsqlParameter<int> { TypedValue = (int)record.Kind },
                new NpgsqlParameter<string> { TypedValue = BatchAppend.TopicsOf(record) },
                new NpgsqlParameter<byte[]?> { TypedValue = BatchAppend.KeyOf(record), NpgsqlDbType = NpgsqlDbType.Bytea },
                new NpgsqlParameter<DateTime> { TypedValue = record.At.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<byte[]> { TypedValue = BatchAppend.BytesOf(record.Frame), NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        };
    }
}
