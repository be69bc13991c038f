using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Sse;

/// <summary>
/// Keeps requests that ask for a stream out of the output cache's base policies: it lets a second client wait for the
/// first one's answer before anybody knows that it is a stream. Endpoints say so in their metadata; a middleware has none.
/// </summary>
internal sealed class StreamsAreNotCached : IOutputCachePolicy, IPostConfigureOptions<OutputCacheOptions>
{
    // After the application's own, which may have switched it on.
    public void PostConfigure(string? name, OutputCacheOptions options) => options.AddBasePolicy(this);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (AsksForStream(context.HttpContext.Request.Headers.Accept)) context.EnableOutputCaching = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    private static bool AsksForStream(StringValues accept)
    {
        foreach (var value in accept)
            if (value?.Contains(ProtocolWords.MediaType, StringComparison.OrdinalIgnoreCase) == true) return true;
        return false;
    }
}
