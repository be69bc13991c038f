using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OutputCaching;

namespace Sse;

/// <summary>What others leave for the end of a request, which may be hours away.</summary>
internal static class RequestEnd
{
    /// <summary>Has it done before the headers leave, or not at all.</summary>
    public static async ValueTask AnticipateAsync(HttpContext http)
    {
        // An output cache would collect a recording until then.
        if (http.Features.Get<IOutputCacheFeature>() is { } cache) cache.Context.AllowCacheStorage = false;
        // If it can't be saved, its middleware tries again at the request's end, and says what is wrong.
        if (http.Features.Get<ISessionFeature>()?.Session is { } session) await SaveAsync(session, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Others would not see what was changed, and what they change meanwhile would be overwritten.
    private static async Task SaveAsync(ISession session, CancellationToken cancellationToken)
    {
        await session.LoadAsync(cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
