namespace Sse;

/// <summary>Metadata of an endpoint: whose streams it opens, for what is counted of requests that don't get as far.</summary>
/// <param name="Name">The name of the hub's class.</param>
internal sealed record HubName(string Name);
