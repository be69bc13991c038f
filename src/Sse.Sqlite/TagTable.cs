using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>
/// The tags of a log. Each opening has one of its own, from its first record on: a file that was restored from a copy is
/// opened anew, so what is appended to it can't be taken for what the other one had at the same place.
/// </summary>
internal sealed class TagTable
{
    private readonly List<StoredTag> _tags;
    private readonly string _own;
    private bool _isStored;

    private TagTable(List<StoredTag> tags, string own) => (_tags, _own) = (tags, own);

    public IReadOnlyList<StoredTag> All => _tags;

    /// <summary>The tag of what is appended now.</summary>
    public string Own => _own;

    /// <summary>Reads the tags of a log.</summary>
    public static TagTable Read(SqliteConnection connection, string own)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select first, tag from tag order by first";
        using var rows = command.ExecuteReader();
        var tags = new List<StoredTag>();
        while (rows.Read()) tags.Add(new StoredTag(rows.GetInt64(0), rows.GetString(1)));
        return new TagTable(tags, own);
    }

    /// <summary>The tag of a record.</summary>
    public string Of(long position)
    {
        var at = _tags.Count - 1;
        while (at > 0 && _tags[at].First > position) at--;
        return _tags[at].Tag;
    }

    /// <summary>Sees to it that the own tag stands from a place on; part of the transaction that appends there.</summary>
    public void Store(SqliteConnection connection, long first)
    {
        if (_isStored) return;
        using var command = connection.CreateCommand();
        command.CommandText = "insert into tag (first, tag) values ($first, $tag) on conflict (first) do update set tag = excluded.tag";
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$tag", _own);
        command.ExecuteNonQuery();
    }

    /// <summary>The transaction is over.</summary>
    public void Committed(long first)
    {
        if (_isStored) return;
        _isStored = true;
        _tags.Add(new StoredTag(first, _own));
    }
}
