namespace Sse;

/// <summary>Says that an endpoint's streams are a hub's.</summary>
/// <param name="AsksWhoReads">Whether the hub's class says who may read it.</param>
internal abstract record HubEndpointContract(bool AsksWhoReads) : ISseEndpointContract
{
    public abstract string? HubName { get; }

    public abstract string ToJson();
}

/// <inheritdoc/>
/// <typeparam name="THub">The hub.</typeparam>
internal sealed record HubEndpointContract<THub>() : HubEndpointContract(!HubAccess<THub>.IsForEveryone)
    where THub : SseHub, ISseHub<THub>
{
    public static readonly HubEndpointContract<THub> Instance = new();

    public override string HubName => typeof(THub).Name;

    public override string ToJson() => SseHubContract.Of<THub>().ToJson();
}
