using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Sse;

/// <summary>
/// What the generator adds to a hub's declaration so that servers can create it and readers can read its events.
/// Implemented by generated code for every class with <c>[SseHub]</c>; not meant to be implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The hub itself.</typeparam>
/// <remarks>Implementations hold no state: all members may be called from any thread.</remarks>
public interface ISseHub<TSelf>
    where TSelf : SseHub, ISseHub<TSelf>
{
    /// <summary>How the hub's events look in JSON, unless they say otherwise themselves: what the hub and its assembly say with <see cref="SseJsonAttribute"/>.</summary>
    static virtual SseJsonAttribute Json => new();

    /// <summary>Creates the hub over what carries its events. Called once for each core.</summary>
    /// <param name="core">What the hub publishes to; the hub owns it from here on.</param>
    static abstract TSelf Create(SseHubCore core);

    /// <summary>Reads an event of this hub from its JSON.</summary>
    /// <param name="name">The event's name on the wire.</param>
    /// <param name="data">Its data: UTF-8 JSON.</param>
    /// <param name="value">The event, when the answer is true.</param>
    /// <returns>False when the hub has no event of that name, or none that can be read.</returns>
    /// <remarks>Data that doesn't fit the event ends in the exception that reading this event throws, never in false.</remarks>
    static abstract bool TryRead(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value);

    /// <summary>Writes the key of an event of this hub.</summary>
    /// <param name="value">The event.</param>
    /// <param name="writer">Where the bytes go: as <see cref="ISseKeyed{T}"/> says. When this method throws, discard what it holds.</param>
    /// <param name="isRemoval">Whether the event takes the key away, rather than being the newest of it.</param>
    /// <returns>False when the value has no key, or is no event of this hub.</returns>
    /// <exception cref="ArgumentException">A member of the key is null.</exception>
    static virtual bool TryWriteKey(object value, ref SseFrameWriter writer, out bool isRemoval)
    {
        isRemoval = false;
        return false;
    }

    /// <summary>
    /// The hub's own part of its contract: a JSON object without the events, which <see cref="EventContracts"/> has. Generated code
    /// returns one literal, so that it can be read from a built assembly too. <see cref="SseHubContract.Of{THub}"/> has the whole.
    /// </summary>
    /// <value>Empty, where the hub doesn't say.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual string Contract => "";

    /// <summary>
    /// The types whose <see cref="ISseFormat{T}.Contract"/> the hub's events have, a line each, as reflection names them with their
    /// assembly: <c>Market.PriceChanged, Market</c>. One literal, for who reads an assembly that doesn't run.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual string ContractHolders => "";

    /// <summary>The contracts of the hub's events, in the order of their declaration.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual IReadOnlyList<string> EventContracts => [];
}
