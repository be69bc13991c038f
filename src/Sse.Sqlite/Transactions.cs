using Microsoft.Data.Sqlite;

namespace Sse.Sqlite;

/// <summary>Transactions over commands that are prepared once, which ADO.NET's own would bind to one transaction each.</summary>
internal static class Transactions
{
    /// <summary>Does something whole or not at all, with the file's write lock from the beginning.</summary>
    public static T Transact<T>(this SqliteConnection connection, Func<T> work)
    {
        connection.Run("begin immediate");
        try
        {
            var result = work();
            connection.Run("commit");
            return result;
        }
        catch
        {
            try { connection.Run("rollback"); }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself, as it does when the disk is full.
            }
            throw;
        }
    }

    /// <summary>Runs statements that answer nothing.</summary>
    public static void Run(this SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    /// <summary>Asks for one number.</summary>
    public static long Ask(this SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A command that is used again and again.</summary>
    public static SqliteCommand Prepare(this SqliteConnection connection, string text, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var parameter in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        return command;
    }

    /// <summary>Gives a command its values, in the order of its parameters.</summary>
    public static SqliteCommand With(this SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}
