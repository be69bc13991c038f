using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What a stream was granted, so that it can be asked about again. A feature of its request.</summary>
internal abstract class RightToRead
{
    /// <summary>Asks whoever was asked before the stream opened. What they throw is thrown.</summary>
    /// <param name="http">The request, or a copy of it.</param>
    public abstract ValueTask<bool> IsHeldAsync(HttpContext http);
}

/// <summary>That to a hub's topics.</summary>
/// <typeparam name="THub">The hub.</typeparam>
/// <param name="topics">The topics.</param>
/// <param name="options">What holds for the stream.</param>
internal sealed class RightToRead<THub>(SseTopicSelection topics, SseSubscribeOptions options) : RightToRead
{
    public override async ValueTask<bool> IsHeldAsync(HttpContext http) =>
        await EndpointAccess.IsGrantedAsync(http).ConfigureAwait(false)
        && (await HubAccess<THub>.DecideAsync(http).ConfigureAwait(false)).IsGranted
        && (await TopicAccess.DecideAsync(http, typeof(THub), topics, options).ConfigureAwait(false)).IsGranted;
}
