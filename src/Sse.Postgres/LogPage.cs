using Npgsql;

namespace Sse.Postgres;

/// <summary>Reads records.</summary>
internal static class LogPage
{
    /// <summary>The columns of a record, from <c>r</c>.</summary>
    public const string Columns = "r.position, r.tag, r.kind, array_to_string(r.topics, E'\\n'), r.key, r.at, r.frame";

    /// <summary>The first records of hub $1 after $2, $3 at most, and no more once there are 4 MiB of frames.</summary>
    public const string Rows = """
        (select * from (
            select l.*, sum(octet_length(l.frame)) over (order by l.position) - octet_length(l.frame) as bytes_before
            from sse.page($1, $2, $3) l) l
        where l.bytes_before < 4194304)
        """;

    private const string Page = $"select {Columns} from {Rows} r order by r.position";

    /// <summary>The values of a page's parameters.</summary>
    public static NpgsqlParameter[] Parameters(OpenedLog log, long after, int most) =>
        [new NpgsqlParameter<int> { TypedValue = log.Hub }, new NpgsqlParameter<long> { TypedValue = after }, new NpgsqlParameter<int> { TypedValue = most }];

    /// <summary>The records after a place, in order.</summary>
    public static ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(Database database, OpenedLog log, long after, int most, CancellationToken cancellationToken) =>
        database.AskAsync(Page, Parameters(log, after, most), ReadRowsAsync, cancellationToken);

    /// <summary>The records after a place, as a connection's transaction sees them.</summary>
    public static ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(Database database, NpgsqlConnection connection, OpenedLog log, long after, int most, CancellationToken cancellationToken) =>
        database.AskAsync(connection, Page, Parameters(log, after, most), ReadRowsAsync, cancellationToken);

    /// <summary>The record in a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="at">The first of its columns.</param>
    public static StoredRecord Read(NpgsqlDataReader row, int at) => new()
    {
        Position = row.GetInt64(at),
        Tag = row.GetString(at + 1),
        Kind = (StoreRecordKind)row.GetInt32(at + 2),
        Topics = row.GetString(at + 3) is { Length: > 0 } topics ? topics.Split('\n') : [],
        IsKeyed = !row.IsDBNull(at + 4),
        Key = row.IsDBNull(at + 4) ? default(ReadOnlyMemory<byte>) : row.GetFieldValue<byte[]>(at + 4),
        At = row.GetFieldValue<DateTimeOffset>(at + 5),
        Frame = row.GetFieldValue<byte[]>(at + 6),
    };

    private static async ValueTask<IReadOnlyList<StoredRecord>> ReadRowsAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var records = new List<StoredRecord>();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false)) records.Add(Read(rows, 0));
        return records;
    }
}
