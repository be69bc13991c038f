using Npgsql;
using Sse.Postgres;

namespace Sse;

/// <summary>Publishes events together with rows.</summary>
public static class SsePostgresHubExtensions
{
    /// <summary>
    /// Makes a view of a hub whose events become part of a transaction: they are delivered once it is committed, and never if
    /// it isn't. Publishing completes when the outbox has the event, without a position.
    /// </summary>
    /// <typeparam name="THub">A hub whose log is kept in the same database: see <c>UsePostgres</c>.</typeparam>
    /// <param name="hub">The hub.</param>
    /// <param name="transaction">
    /// The transaction. It stays its owner's, and its connection is used by nobody else while an event is published. When
    /// publishing fails PostgreSQL lets the transaction do nothing more than roll back, unless it has a savepoint.
    /// </param>
    /// <param name="name">The hub's name in the database, as it was given to <c>UsePostgres</c>; left out, that of its type.</param>
    /// <returns>The view, for as long as the transaction lasts. It costs little to make; disposing it does nothing.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or the hub isn't one that <c>AddHub</c> registered.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    /// <remarks>
    /// Publishing throws <see cref="SseStoreException"/> when the database doesn't take the event, and
    /// <see cref="InvalidOperationException"/> when the transaction is over.
    /// </remarks>
    public static THub In<THub>(this THub hub, NpgsqlTransaction transaction, string? name = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (name is not null) ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return SsePublishScope.Create(hub, new TransactionTarget(transaction, name ?? typeof(THub).Name));
    }
}
