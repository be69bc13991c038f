using System.Net.Sockets;
using Npgsql;

namespace Sse.Postgres;

/// <summary>Says in words what PostgreSQL says in codes.</summary>
internal static class Words
{
    private const string HowToMake = "Call SsePostgres.CreateSchemaAsync once, as the role that is to own it, or let a database administrator run the script that it runs (SsePostgres.Schema).";

    /// <summary>Whether there are words for an exception.</summary>
    public static bool Know(Exception exception) => exception is NpgsqlException or SocketException or InvalidCastException or NotSupportedException;

    /// <summary>The exception with words that stands for another.</summary>
    /// <param name="exception">What Npgsql threw.</param>
    /// <param name="database">Which log it was about.</param>
    public static Exception Of(Exception exception, Database database) => exception switch
    {
        PostgresException { SqlState: "SSE01" } => new SseLogReplacedException(),
        PostgresException refused => new SseStoreException($"The log of {database}: {Of(refused)}", exception),
        NpgsqlException { InnerException: TimeoutException } => new SseStoreException($"The log of {database}: PostgreSQL does not answer in time. It may be overloaded, or standing still.", exception),
        InvalidCastException or NotSupportedException => new SseStoreException($"The log of {database}: the data source can't write arrays. Call EnableArrays() on its NpgsqlSlimDataSourceBuilder. ({exception.Message})", exception),
        _ => new SseStoreException($"The log of {database}: PostgreSQL can't be reached ({exception.Message}) See that it runs, and that the data source names its address.", exception),
    };

    /// <summary>An event was not taken into a transaction.</summary>
    public static SseStoreException OfOutbox(PostgresException refused, string hub) => new(
        refused.SqlState == "SSE02"
            ? $"The event can't be published in the transaction: its database has no hub '{hub}'. The transaction is to be of the database that UsePostgres names, the name the one that it was given there; and an application with the hub has to have been started once."
            : $"The event can't be published in the transaction: {Of(refused)}",
        refused);

    /// <summary>The log's schema is of a version that this one doesn't know.</summary>
    public static SseStoreException OtherVersion(Database database, int found, int known) =>
        new($"The log of {database}: the schema sse is of version {found}; this version of Sse.Postgres knows {known}. Use the Sse.Postgres that made it, or a later one's script to bring it up to date.");

    /// <summary>Transactions see an older state than the newest by default, which appending can't do with.</summary>
    public static SseStoreException OtherIsolation(Database database, string found) =>
        new($"The log of {database}: transactions of this role are '{found}' by default, and appending needs 'read committed'. Say alter role … set default_transaction_isolation = 'read committed' for the role that the data source connects as.");

    // postgresql.org/docs/current/errcodes-appendix.html
    private static string Of(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable => $"the database has no schema sse, or not all of it. {HowToMake}",
        PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedColumn => $"the schema sse is of another version of Sse.Postgres ({refused.MessageText}). {HowToMake}",
        PostgresErrorCodes.InsufficientPrivilege => $"the role that the data source connects as lacks a right ({refused.MessageText}). Its owner grants it: "
            + "grant usage on schema sse to …; grant select on all tables in schema sse to …; grant execute on all functions in schema sse to …",
        PostgresErrorCodes.ReadOnlySqlTransaction => "the server only reads. It may be a standby: let the data source name the primary, as with Target Session Attributes=read-write.",
        PostgresErrorCodes.InvalidCatalogName => $"{refused.MessageText}. Make the database, or let the data source name another.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"PostgreSQL doesn't let the data source in ({refused.MessageText}).",
        PostgresErrorCodes.DiskFull => "the server's disk is full. What is published waits, and is stored once there is room.",
        PostgresErrorCodes.TooManyConnections => "the server has no connection left. A hub takes up to five per process.",
        _ => $"PostgreSQL said {refused.SqlState}, {refused.MessageText}.",
    };
}
