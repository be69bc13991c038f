using System.Data;
using Npgsql;

namespace Sse.Postgres;

/// <summary>
/// A log as it stood when it was opened: what topics lost by then, and all records that were there. Other nodes may trim
/// meanwhile; what they let go is still seen here, so nothing is missing that isn't known as lost.
/// </summary>
/// <remarks>Used by one at a time. It holds a connection until it is disposed.</remarks>
internal sealed class Snapshot : IAsyncDisposable
{
    /// <summary>The row of topics that are not remembered any more; no topic has such a name.</summary>
    private const string Others = "\u0001";

    private readonly Database _database;
    private readonly NpgsqlConnection _connection;
    private readonly OpenedLog _log;

    private Snapshot(Database database, NpgsqlConnection connection, OpenedLog log) => (_database, _connection, _log) = (database, connection, log);

    /// <summary>The newest place.</summary>
    public long Newest { get; private set; }

    /// <summary>Before this place only newest values of keys are left.</summary>
    public long First { get; private set; }

    /// <summary>Takes one.</summary>
    public static async ValueTask<Snapshot> TakeAsync(Database database, OpenedLog log, CancellationToken cancellationToken)
    {
        var snapshot = new Snapshot(database, await database.ConnectAsync(cancellationToken).ConfigureAwait(false), log);
        try
        {
            await snapshot.BeginAsync(cancellationToken).ConfigureAwait(false);
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What the log is, records aside.</summary>
    public async ValueTask<StoredLog> ReadLogAsync(CancellationToken cancellationToken)
    {
        var topics = await _database.AskAsync(
            _connection,
            "select name, lost, lost_latest, lost_key, superseder, completed_at from sse.topic where hub = $1 order by greatest(lost, completed_at)",
            new NpgsqlParameter[] { new NpgsqlParameter<int> { TypedValue = _log.Hub } },
            ReadTopicsAsync,
            cancellationToken).ConfigureAwait(false);
        var tags = await _database.AskAsync(
            _connection,
            """
            select first, tag from sse.tag where hub = $1
            union all select position, tag from sse.log where hub = $1 and position < least($2, (select min(first) from sse.tag where hub = $1))
            order by 1
            """,
            new NpgsqlParameter[] { new NpgsqlParameter<int> { TypedValue = _log.Hub }, new NpgsqlParameter<long> { TypedValue = First } },
            ReadTagsAsync,
            cancellationToken).ConfigureAwait(false);
        return new StoredLog
        {
            Epoch = _log.Epoch,
            Newest = Newest,
            Tags = tags,
            Topics = [.. topics.Where(static topic => topic.Name != Others)],
            Others = topics.Find(static topic => topic.Name == Others) ?? new StoredTopic(),
        };
    }

    /// <summary>The records after a place, in order.</summary>
    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(long after, int most, CancellationToken cancellationToken) =>
        LogPage.ReadAsync(_database, _connection, _log, after, most, cancellationToken);

    // The transaction, which has changed nothing, ends with it.
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        await _connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        (Newest, First) = await _database.AskAsync(
            _connection,
            "select h.newest, t.first from sse.hub h join sse.trimmed t on t.hub = h.id where h.id = $1 and h.epoch = $2",
            new NpgsqlParameter[] { new NpgsqlParameter<int> { TypedValue = _log.Hub }, new NpgsqlParameter<string> { TypedValue = _log.Epoch } },
            static async (rows, cancellationToken) =>
                await rows.ReadAsync(cancellationToken).ConfigureAwait(false) ? (rows.GetInt64(0), rows.GetInt64(1)) : throw new SseLogReplacedException(),
            cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<List<StoredTag>> ReadTagsAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var tags = new List<StoredTag>();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false)) tags.Add(new StoredTag(rows.GetInt64(0), rows.GetString(1)));
        return tags;
    }

    private static async ValueTask<List<StoredTopic>> ReadTopicsAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var topics = new List<StoredTopic>();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            topics.Add(new StoredTopic
            {
                Name = rows.GetString(0) is { Length: > 0 } name ? name : null,
                Lost = rows.GetInt64(1),
                LostLatest = rows.GetInt64(2),
                LostKey = rows.GetInt64(3),
                Superseder = rows.GetInt64(4),
                CompletedAt = rows.GetInt64(5),
            });
        }
        return topics;
    }
}
