using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>Says in words what SQLite says in codes.</summary>
internal static class Words
{
    // sqlite.org/rescode.html
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int ReadOnly = 8;
    private const int CantOpen = 14;
    private const int NotADatabase = 26;
    private const int InOut = 10;

    /// <summary>Does something with a log.</summary>
    /// <exception cref="SseStoreException">SQLite refused.</exception>
    public static T Say<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw new SseStoreException($"The hub's log '{path}': {Of(exception)}", exception);
        }
    }

    private static string Of(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => "the file is damaged, or no SQLite file at all. Restore it from a backup, or move it away to begin a new log: clients are told of a gap then.",
        Full => "the disk is full. What is published waits, and is stored once there is room.",
        ReadOnly => "the file, or its folder, can't be written. Let the process write both.",
        CantOpen => "the file can't be opened. See that its folder exists and that the process may write in it.",
        InOut => $"the disk did not do what it was asked for ({exception.Message}).",
        _ => exception.Message,
    };
}
