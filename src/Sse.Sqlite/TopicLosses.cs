using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>What topics lost, collected while records go and saved with them.</summary>
internal sealed class TopicLosses
{
    private readonly Dictionary<string, Loss> _losses = new(StringComparer.Ordinal);
    private readonly SqliteCommand _save;
    private readonly SqliteCommand _fold;
    private readonly SqliteCommand _forget;

    public TopicLosses(SqliteConnection connection)
    {
        const string Merge = """
            on conflict (name) do update set lost = max(lost, excluded.lost), lost_latest = max(lost_latest, excluded.lost_latest),
                lost_key = max(lost_key, excluded.lost_key), superseder = max(superseder, excluded.superseder)
            """;
        _save = connection.Prepare(
            $"insert into topic (name, lost, lost_latest, lost_key, superseder) values ($name, $lost, $lostLatest, $lostKey, $superseder) {Merge}",
            "$name", "$lost", "$lostLatest", "$lostKey", "$superseder");
        const string Oldest = "select name from topic where name not in ('', $others) order by max(lost, completed_at) limit $most";
        _fold = connection.Prepare(
            $"""
            insert into topic (name, lost, lost_latest, lost_key, superseder)
            select $others, max(lost), max(lost_latest), max(lost_key), max(superseder) from topic where name in ({Oldest}) {Merge}
            """,
            "$others", "$most");
        _forget = connection.Prepare($"delete from topic where name in ({Oldest})", "$others", "$most");
    }

    /// <summary>A record goes.</summary>
    public void Add(OldRecord record, long upTo)
    {
        if (record.Kind == StoreRecordKind.Completion) return;
        if (record.Topics.Count == 0) Add("", record, upTo);
        foreach (var topic in record.Topics) Add(topic, record, upTo);
    }

    /// <summary>Saves what was collected.</summary>
    public void Save()
    {
        foreach (var (topic, loss) in _losses) _save.With(topic, loss.Lost, loss.LostLatest, loss.LostKey, loss.Superseder).ExecuteNonQuery();
        _losses.Clear();
    }

    /// <summary>Forgets topics whose last loss is oldest: what they lost counts for all that are not remembered.</summary>
    public bool Forget(int count)
    {
        _fold.With(StoredState.Others, count).ExecuteNonQuery();
        return _forget.With(StoredState.Others, count).ExecuteNonQuery() == count;
    }

    private void Add(string topic, OldRecord record, long upTo)
    {
        var loss = _losses.GetValueOrDefault(topic);
        loss.Lost = Math.Max(loss.Lost, record.Position);
        if (record.Superseder > 0) loss.Superseder = Math.Max(loss.Superseder, record.Superseder);
        else loss.LostLatest = Math.Max(loss.LostLatest, record.Position);
        if (record is { IsKeyed: true, Kind: StoreRecordKind.Event, Superseder: 0 } && !record.HasEnded(upTo)) loss.LostKey = Math.Max(loss.LostKey, record.Position);
        _losses[topic] = loss;
    }

    private record struct Loss(long Lost, long LostLatest, long LostKey, long Superseder);
}
