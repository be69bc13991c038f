namespace Sse;

/// <summary>
/// Says that the streams of an endpoint hold events of a type, for documents that describe the API: a handler itself doesn't tell what
/// it publishes. Streams of hubs need none. Minimal APIs have <c>ProducesSse</c> besides.
/// </summary>
/// <typeparam name="T">A type with <see cref="SseEventAttribute"/>. Several are said by several attributes.</typeparam>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = false)]
public sealed class ProducesSseAttribute<T> : Attribute, ISseEndpointContract
    where T : ISseEvent<T>
{
    string? ISseEndpointContract.HubName => null;

    string ISseEndpointContract.ToJson() => $$"""{"sse":1,"events":[{{SseHubContract.OfEvent<T, T>()}}]}""";
}
