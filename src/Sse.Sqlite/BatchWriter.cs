using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>Appends batches, each in one transaction.</summary>
internal sealed class BatchWriter
{
    private readonly SqliteConnection _connection;
    private readonly TagTable _tags;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _findComplete;
    private readonly SqliteCommand _complete;
    private readonly SqliteCommand _readState;
    private readonly SqliteCommand _writeState;

    public BatchWriter(SqliteConnection connection, TagTable tags)
    {
        (_connection, _tags) = (connection, tags);
        _insert = connection.Prepare("insert into log (position, kind, topics, key, at, frame) values ($position, $kind, $topics, $key, $at, $frame)", "$position", "$kind", "$topics", "$key", "$at", "$frame");
        _findComplete = connection.Prepare("select completed_at from topic where name = $name and completed_at > 0", "$name");
        _complete = connection.Prepare("insert into topic (name, completed_at) values ($name, $position) on conflict (name) do update set completed_at = excluded.completed_at", "$name", "$position");
        _readState = connection.Prepare("select newest, batch, places from state");
        _writeState = connection.Prepare("update state set newest = $newest, batch = $batch, places = $places", "$newest", "$batch", "$places");
    }

    /// <summary>Appends a batch, unless it was the last one already.</summary>
    /// <returns>Where its records are, and what was appended now.</returns>
    public (IReadOnlyList<long> Places, IReadOnlyList<StoredRecord> Stored) Write(StoreBatch batch)
    {
        var written = _connection.Transact(() => Append(batch));
        if (written.Stored.Count > 0) _tags.Committed(written.Stored[0].Position);
        return written;
    }

    private (IReadOnlyList<long> Places, IReadOnlyList<StoredRecord> Stored) Append(StoreBatch batch)
    {
        var (newest, done) = ReadState(batch.Id);
        if (done is not null) return (done, []);

        var places = new long[batch.Records.Count];
        var stored = new List<StoredRecord>(places.Length);
        _tags.Store(_connection, newest + 1);
        for (var i = 0; i < places.Length; i++)
        {
            if (Accept(batch.Records[i], newest + 1) is not { } record) continue;
            places[i] = ++newest;
            Insert(record);
            stored.Add(record);
        }
        _writeState.With(newest, batch.Id.ToByteArray(), string.Join(' ', places.Select(place => place.ToString(CultureInfo.InvariantCulture)))).ExecuteNonQuery();
        return (places, stored);
    }

    private (long Newest, IReadOnlyList<long>? Places) ReadState(Guid batch)
    {
        using var row = _readState.ExecuteReader();
        row.Read();
        var isLast = !row.IsDBNull(1) && new Guid(row.GetFieldValue<byte[]>(1)) == batch;
        return (row.GetInt64(0), isLast ? [.. row.GetString(2).Split(' ').Select(place => long.Parse(place, CultureInfo.InvariantCulture))] : null);
    }

    // What comes behind the end of a topic is not appended.
    private StoredRecord? Accept(StoreRecord record, long position)
    {
        var topics = record.Topics;
        if (record.Kind == StoreRecordKind.Completion)
        {
            topics = [.. topics.Where(topic => !IsComplete(topic))];
            if (topics.Count == 0) return null;
            foreach (var topic in topics) _complete.With(topic, position).ExecuteNonQuery();
        }
        else if (topics.Any(IsComplete))
        {
            return null;
        }
        return new StoredRecord { Kind = record.Kind, Topics = topics, IsKeyed = record.IsKeyed, Key = record.Key, Frame = record.Frame, At = record.At, Position = position, Tag = _tags.Own };
    }

    private bool IsComplete(string topic) => _findComplete.With(topic).ExecuteScalar() is not null;

    private void Insert(StoredRecord record) => _insert.With(
        record.Position,
        (int)record.Kind,
        TopicsColumn.Write(record.Topics),
        record.IsKeyed ? record.Key.ToArray() : DBNull.Value,
        record.At.ToUnixTimeMilliseconds(),
        record.Frame.ToArray()).ExecuteNonQuery();
}
