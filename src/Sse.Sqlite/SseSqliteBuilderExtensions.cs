using Microsoft.Extensions.Hosting;
using Sse;
using Sse.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps a hub's log in a SQLite file.</summary>
public static class SseSqliteBuilderExtensions
{
    /// <summary>
    /// Keeps the hub's log in a file of its own, so that it outlives the process: positions stay valid over a restart, and so
    /// do clients' places. What is published is on the disk before any subscriber gets it.
    /// </summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="builder">What <c>AddHub</c> returned.</param>
    /// <param name="path">The file; made when it isn't there. Relative to the application's content root. One process at a time opens it.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SseHubBuilder<THub> UseSqlite<THub>(this SseHubBuilder<THub> builder, string path)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.UseStore(services =>
        {
            var root = services.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory();
            return new SqliteLogStore(Path.GetFullPath(path, root));
        });
    }
}
