using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>Lets old records go, and keeps what must be known of them.</summary>
internal sealed class Trimming
{
    private const int AtOnce = 1_000;
    private const int SweptAtOnce = 200;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _countKept;
    private readonly SqliteCommand _countTopics;
    private readonly TopicLosses _losses;
    private long _trimmed;
    private long _swept;

    public Trimming(SqliteConnection connection)
    {
        _connection = connection;
        _find = connection.Prepare(
            """
            select position, kind, topics, key is not null, length(frame),
                case when key is null then null else (select max(later.position) from log later where later.topics = log.topics and later.key = log.key and later.position > log.position) end,
                (select completed_at from topic where name = topics and completed_at > 0)
            from log where position > $after and position <= $upTo order by position limit $most
            """,
            "$after", "$upTo", "$most");
        _delete = connection.Prepare("delete from log where position = $position", "$position");
        _countKept = connection.Prepare("select count(*), coalesce(sum(length(frame)), 0) from log where position <= $upTo", "$upTo");
        _countTopics = connection.Prepare("select count(*) from topic");
        _losses = new TopicLosses(connection);
    }

    /// <summary>Trims a bounded number of records.</summary>
    /// <returns>Whether there may be more to trim.</returns>
    public bool Trim(StoreTrim trim) => _connection.Transact(() =>
    {
        var keeps = trim.KeepKeys > 0;
        var last = Go(_trimmed, trim.UpTo, AtOnce, keeps, out var looked);
        var more = looked == AtOnce;
        _trimmed = more ? last : trim.UpTo;
        if (!keeps) return more | ForgetTopics(trim.MaxTopics);

        // What was kept because it was the newest of its key may have been superseded since.
        last = Go(_swept, _trimmed, SweptAtOnce, keeps, out looked);
        _swept = looked == SweptAtOnce ? last : 0;
        return more | DropKept(trim) | ForgetTopics(trim.MaxTopics);
    });

    private long Go(long after, long upTo, int most, bool keeps, out int looked)
    {
        var found = Find(after, upTo, most);
        looked = found.Count;
        foreach (var record in found)
        {
            if (keeps && record.IsKept(upTo)) continue;
            _delete.With(record.Position).ExecuteNonQuery();
            _losses.Add(record, upTo);
        }
        _losses.Save();
        return found.Count == 0 ? after : found[^1].Position;
    }

    private List<OldRecord> Find(long after, long upTo, int most)
    {
        using var rows = _find.With(after, upTo, most).ExecuteReader();
        var found = new List<OldRecord>();
        while (rows.Read())
        {
            found.Add(new OldRecord(
                rows.GetInt64(0), (StoreRecordKind)rows.GetInt32(1), TopicsColumn.Read(rows.GetString(2)), rows.GetBoolean(3), rows.GetInt64(4), rows.IsDBNull(5) ? 0 : rows.GetInt64(5), rows.IsDBNull(6) ? 0 : rows.GetInt64(6)));
        }
        return found;
    }

    // The oldest of what is kept beyond its bounds.
    private bool DropKept(StoreTrim trim)
    {
        var (count, bytes) = CountKept();
        if (count <= trim.KeepKeys && bytes <= trim.KeepBytes) return false;
        var oldest = Find(after: 0, _trimmed, AtOnce);
        foreach (var record in oldest)
        {
            if (count <= trim.KeepKeys && bytes <= trim.KeepBytes) break;
            _delete.With(record.Position).ExecuteNonQuery();
            _losses.Add(record, _trimmed);
            count--;
            bytes -= record.Bytes;
        }
        _losses.Save();
        return count > trim.KeepKeys || bytes > trim.KeepBytes;
    }

    private (long Count, long Bytes) CountKept()
    {
        using var row = _countKept.With(_trimmed).ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private bool ForgetTopics(int most) => (long)_countTopics.ExecuteScalar()! - most > AtOnce && _losses.Forget(AtOnce);
}

/// <summary>A record that may go.</summary>
/// <param name="Position">Its place.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Topics">Its topics.</param>
/// <param name="IsKeyed">Whether it has a key.</param>
/// <param name="Bytes">How large its frame is.</param>
/// <param name="Superseder">The newest record of its key; 0 when that is itself.</param>
/// <param name="CompletedAt">Where its topic was completed; 0 when it was not.</param>
internal sealed record OldRecord(long Position, StoreRecordKind Kind, IReadOnlyList<string> Topics, bool IsKeyed, long Bytes, long Superseder, long CompletedAt)
{
    /// <summary>Whether it is the value of a key, which outlives the others until its topic's completion has left.</summary>
    public bool IsKept(long upTo) => IsKeyed && Kind == StoreRecordKind.Event && Superseder == 0 && !HasEnded(upTo);

    /// <summary>Whether its topic is complete, and that has left: what goes then is no loss.</summary>
    public bool HasEnded(long upTo) => CompletedAt > 0 && CompletedAt <= upTo;
}
