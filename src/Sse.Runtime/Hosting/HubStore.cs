namespace Sse;

/// <summary>Makes the store of one hub's log.</summary>
internal sealed record HubStore<THub>(Func<IServiceProvider, ILogStore> Create)
    where THub : SseHub, ISseHub<THub>;
