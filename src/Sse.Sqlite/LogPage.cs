using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>Reads records.</summary>
internal static class LogPage
{
    /// <summary>The records after a place, in order.</summary>
    public static IReadOnlyList<StoredRecord> Read(SqliteConnection connection, TagTable tags, long after, int most)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select position, kind, topics, key, at, frame from log where position > $after order by position limit $most";
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$most", most);
        using var rows = command.ExecuteReader();
        var records = new List<StoredRecord>();
        while (rows.Read())
        {
            var position = rows.GetInt64(0);
            records.Add(new StoredRecord
            {
                Position = position,
                Tag = tags.Of(position),
                Kind = (StoreRecordKind)rows.GetInt32(1),
                Topics = TopicsColumn.Read(rows.GetString(2)),
                IsKeyed = !rows.IsDBNull(3),
                Key = rows.IsDBNull(3) ? default(ReadOnlyMemory<byte>) : rows.GetFieldValue<byte[]>(3),
                At = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(4)),
                Frame = rows.GetFieldValue<byte[]>(5),
            });
        }
        return records;
    }
}
