namespace Sse;

/// <summary>
/// What an endpoint says of the streams that it answers with, in its metadata: documents that describe an API are made from it. An endpoint
/// may have several; together they are all that is known.
/// </summary>
/// <remarks>Immutable: all members may be called from any thread.</remarks>
public interface ISseEndpointContract
{
    /// <summary>The name of the hub's class; null for streams that are no hub's.</summary>
    string? HubName { get; }

    /// <summary>
    /// The contract as JSON, made when it is asked for, so that who never asks carries none: the hub's whole one, or an object that has
    /// <c>events</c> alone, empty where the endpoint doesn't say what it streams.
    /// </summary>
    /// <exception cref="InvalidOperationException">The hub was compiled by a version that wrote no contracts.</exception>
    string ToJson();
}
