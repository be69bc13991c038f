using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>The application's hubs. Made when they are first asked for: hubs are registered, and created, after the page is mapped.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="find">Finds them.</param>
internal sealed class WatchedHubs(Func<IEnumerable<IHostedHub>> find)
{
    private readonly Lazy<IReadOnlyList<WatchedHub>> _all = new(() => WatchedHub.FindAll(find()));

    public IReadOnlyList<WatchedHub> All => _all.Value;

    /// <summary>Finds the hub that a request names with its query <c>hub</c>; the first one when it names none.</summary>
    public bool TryFind(HttpContext http, [NotNullWhen(true)] out WatchedHub? hub, [NotNullWhen(false)] out string? problem)
    {
        var name = http.Request.Query["hub"].FirstOrDefault();
        hub = name is null && All.Count > 0 ? All[0] : All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal));
        problem = hub is not null ? null
            : All.Count == 0 ? "The application has registered no hub: AddSse().AddHub<…>()."
            : $"The application has no hub of that name. It has: {string.Join(", ", All.Select(static one => one.Name))}.";
        return hub is not null;
    }
}
