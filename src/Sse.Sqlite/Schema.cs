using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>The tables of a log.</summary>
internal static class Schema
{
    private const long Version = 1;

    // Topics of a record: their names, with line feeds between, which no name has; empty for the whole hub.
    private const string Tables = """
        create table log (position integer primary key, kind integer not null, topics text not null, key blob, at integer not null, frame blob not null);
        create index log_key on log (topics, key, position) where key is not null;
        create table topic (name text primary key, lost integer not null default 0, lost_latest integer not null default 0, lost_key integer not null default 0,
            superseder integer not null default 0, completed_at integer not null default 0) without rowid;
        create table tag (first integer primary key, tag text not null);
        create table state (epoch text not null, newest integer not null, batch blob, places text not null);
        """;

    /// <summary>Sets a connection up, and makes what isn't there.</summary>
    /// <exception cref="SseStoreException">The file is of a version that this one doesn't know, or isn't a log.</exception>
    public static void Prepare(SqliteConnection connection, string path, string epoch)
    {
        // FULL: with less, positions that clients have seen could be given out again after a power failure.
        connection.Run("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;");
        connection.Transact(() => Make(connection, path, epoch));
    }

    private static bool Make(SqliteConnection connection, string path, string epoch)
    {
        var version = connection.Ask("pragma user_version");
        if (version == Version) return false;
        if (version != 0) throw new SseStoreException($"The hub's log '{path}' was written by another version of Sse.Sqlite (format {version}; this one knows {Version}). Use that version, or move the file away to begin a new log.");
        if (connection.Ask("select count(*) from sqlite_master") > 0) throw new SseStoreException($"'{path}' is a SQLite database, but not a hub's log. Name a file of its own in UseSqlite.");
        connection.Run(Tables);
        connection.Prepare("insert into state (epoch, newest, places) values ($epoch, 0, '')", "$epoch").With(epoch).ExecuteNonQuery();
        connection.Run($"pragma user_version = {Version}");
        return true;
    }
}
