using Npgsql;
using Sse;
using Sse.Postgres;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps a hub's log in PostgreSQL.</summary>
public static class SsePostgresBuilderExtensions
{
    /// <summary>
    /// Keeps the hub's log in the database that the application's <see cref="NpgsqlDataSource"/> is of, as
    /// <see cref="UsePostgres{THub}(SseHubBuilder{THub}, NpgsqlDataSource, string?)"/> does.
    /// </summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="builder">What <c>AddHub</c> returned.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static SseHubBuilder<THub> UsePostgres<THub>(this SseHubBuilder<THub> builder)
        where THub : SseHub, ISseHub<THub> =>
        builder.UsePostgres(static services => services.GetRequiredService<NpgsqlDataSource>());

    /// <summary>
    /// Keeps the hub's log in a PostgreSQL database, where all processes that name the same hub share it: positions mean the
    /// same in each of them, and over restarts. The schema has to be there: <see cref="SsePostgres.CreateSchemaAsync"/>.
    /// </summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="builder">What <c>AddHub</c> returned.</param>
    /// <param name="dataSource">The database. It stays its owner's. A hub takes up to five of its connections.</param>
    /// <param name="name">The hub's name in the database; left out, that of its type.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static SseHubBuilder<THub> UsePostgres<THub>(this SseHubBuilder<THub> builder, NpgsqlDataSource dataSource, string? name = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.UsePostgres(_ => dataSource, name);
    }

    /// <summary>
    /// Keeps the hub's log in a PostgreSQL database, as
    /// <see cref="UsePostgres{THub}(SseHubBuilder{THub}, NpgsqlDataSource, string?)"/> does.
    /// </summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="builder">What <c>AddHub</c> returned.</param>
    /// <param name="dataSource">Finds the database among the application's services, once.</param>
    /// <param name="name">The hub's name in the database; left out, that of its type.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static SseHubBuilder<THub> UsePostgres<THub>(this SseHubBuilder<THub> builder, Func<IServiceProvider, NpgsqlDataSource> dataSource, string? name = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        if (name is not null) ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.UseStore(services => new PostgresLogStore(new Database(dataSource(services), name ?? typeof(THub).Name)));
    }
}
