namespace Sse;

/// <summary>What <c>MapSse</c> has mapped, told in an endpoint's metadata to who looks at it when the application starts.</summary>
/// <param name="Hub">The hub's class.</param>
/// <param name="Options">The endpoint's options.</param>
internal sealed record HubEndpoint(Type Hub, SseEndpointOptions Options);
