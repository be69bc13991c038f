using Npgsql;

namespace Sse.Postgres;

/// <summary>What follows a place, and whether the log is still the one that the place is of: seen at one moment.</summary>
internal sealed record TailPage
{
    // Rows of the outbox get their numbers before they are committed: a little before the newest that was taken some may
    // still appear. Those that appear long before it are found by a search from the beginning, which is made now and then:
    // it may have to pass many rows that are gone but not cleared away yet.
    private const string Text = $"""
        select h.epoch, h.newest, t.first, (select l.tag from sse.log l where l.hub = $1 and l.position = $2),
            exists (select from sse.outbox o where o.hub = $1 and o.id > case when $4 then 0 else h.drained - 1000 end),
            {LogPage.Columns}
        from sse.hub h join sse.trimmed t on t.hub = h.id left join lateral {LogPage.Rows} r on true
        where h.id = $1
        order by r.position
        """;

    private const int FirstColumnOfRecord = 5;

    /// <summary>The records, in order.</summary>
    public required IReadOnlyList<StoredRecord> Records { get; init; }

    /// <summary>The newest place of the log.</summary>
    public required long Newest { get; init; }

    /// <summary>Before this place only newest values of keys are left.</summary>
    public required long First { get; init; }

    /// <summary>Whether the outbox has rows for the hub.</summary>
    public required bool HasOutbox { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="log">The log.</param>
    /// <param name="after">The place.</param>
    /// <param name="most">So many records at most.</param>
    /// <param name="wholeOutbox">Whether to look through the whole outbox.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SseLogReplacedException">The log isn't the one that the place is of.</exception>
    public static async ValueTask<TailPage> ReadAsync(Database database, OpenedLog log, StoredPlace after, int most, bool wholeOutbox, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] parameters = [.. LogPage.Parameters(log, after.Position, most), new NpgsqlParameter<bool> { TypedValue = wholeOutbox }];
        return await database.AskAsync(Text, parameters, (rows, cancellationToken) => ReadAsync(rows, after, cancellationToken), cancellationToken).ConfigureAwait(false)
            ?? throw new SseLogReplacedException();
    }

    private static async ValueTask<TailPage?> ReadAsync(NpgsqlDataReader rows, StoredPlace after, CancellationToken cancellationToken)
    {
        if (!await rows.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;
        var (epoch, newest, first) = (rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2));
        if (epoch != after.Epoch || newest < after.Position) return null;
        if (after.Tag is not null && !rows.IsDBNull(3) && rows.GetString(3) != after.Tag) return null;
        var hasOutbox = rows.GetBoolean(4);
        var records = new List<StoredRecord>();
        if (!rows.IsDBNull(FirstColumnOfRecord))
        {
            do records.Add(LogPage.Read(rows, FirstColumnOfRecord));
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false));
        }
        return new TailPage { Records = records, Newest = newest, First = first, HasOutbox = hasOutbox };
    }
}
