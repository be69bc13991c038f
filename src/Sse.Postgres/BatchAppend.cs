using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace Sse.Postgres;

/// <summary>Appends a batch: one call of one function, which holds the log's row no longer than it runs.</summary>
internal static class BatchAppend
{
    private const string Text = "select sse.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// <summary>Appends it, unless it was appended before.</summary>
    /// <returns>Where its records are.</returns>
    public static ValueTask<IReadOnlyList<long>> RunAsync(Database database, OpenedLog log, Guid node, StoreBatch batch, CancellationToken cancellationToken)
    {
        var records = batch.Records;
        return database.AskAsync(
            Text,
            new NpgsqlParameter[]
            {
                new NpgsqlParameter<int> { TypedValue = log.Hub },
                new NpgsqlParameter<string> { TypedValue = log.Epoch },
                new NpgsqlParameter<Guid> { TypedValue = batch.Id },
                new NpgsqlParameter<Guid> { TypedValue = node },
                new NpgsqlParameter<string> { TypedValue = batch.Tag },
                new NpgsqlParameter<int[]> { TypedValue = Each(records, static record => (int)record.Kind) },
                new NpgsqlParameter<string[]> { TypedValue = Each(records, static record => TopicsOf(record)) },
                new NpgsqlParameter<byte[]?[]> { TypedValue = Each(records, static record => KeyOf(record)), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
                new NpgsqlParameter<DateTime[]> { TypedValue = Each(records, static record => record.At.UtcDateTime), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<byte[][]> { TypedValue = Each(records, static record => BytesOf(record.Frame)), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
            static async (rows, cancellationToken) =>
            {
                await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (IReadOnlyList<long>)rows.GetFieldValue<long[]>(0);
            },
            cancellationToken);
    }

    /// <summary>A record's topics in one text, with line feeds between, which no name has.</summary>
    public static string TopicsOf(StoreRecord record) => string.Join('\n', record.Topics);

    /// <summary>A record's key; null when it has none.</summary>
    public static byte[]? KeyOf(StoreRecord record) => record.IsKeyed ? BytesOf(record.Key) : null;

    /// <summary>Bytes as an array, without a copy where they are one.</summary>
    public static byte[] BytesOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Offset == 0 && part.Count == part.Array!.Length ? part.Array : bytes.ToArray();

    private static T[] Each<T>(IReadOnlyList<StoreRecord> records, Func<StoreRecord, T> select)
    {
        var values = new T[records.Count];
        for (var i = 0; i < values.Length; i++) values[i] = select(records[i]);
        return values;
    }
}
