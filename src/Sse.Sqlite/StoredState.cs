using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>Reads what a log is, records aside.</summary>
internal static class StoredState
{
    /// <summary>The row of topics that are not remembered any more; no topic has such a name.</summary>
    public const string Others = "\u0001";

    public static StoredLog Read(SqliteConnection connection, TagTable tags)
    {
        var newest = ReadNewest(connection, out var epoch);
        var topics = ReadTopics(connection);
        return new StoredLog
        {
            Epoch = epoch,
            Newest = newest,
            Tags = [.. tags.All],
            Topics = [.. topics.Where(topic => topic.Name != Others)],
            Others = topics.Find(topic => topic.Name == Others) ?? new StoredTopic(),
        };
    }

    /// <summary>The newest place, and the epoch.</summary>
    public static long ReadNewest(SqliteConnection connection, out string epoch)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select epoch, newest from state";
        using var state = command.ExecuteReader();
        state.Read();
        epoch = state.GetString(0);
        return state.GetInt64(1);
    }

    private static List<StoredTopic> ReadTopics(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select name, lost, lost_latest, lost_key, superseder, completed_at from topic order by max(lost, completed_at)";
        using var rows = command.ExecuteReader();
        var topics = new List<StoredTopic>();
        while (rows.Read())
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
