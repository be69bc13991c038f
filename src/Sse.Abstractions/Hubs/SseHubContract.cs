using System.ComponentModel;
using System.Text.Json;

namespace Sse;

/// <summary>
/// What a hub's streams look like to whoever reads them, as data: its events, their names and keys, and the JSON Schema of what they
/// hold. The generator writes it; documents, clients and checks of compatibility are made from it.
/// </summary>
/// <remarks>Immutable: all members may be called from any thread.</remarks>
public sealed class SseHubContract
{
    private readonly string _head;

    private SseHubContract(string head, IReadOnlyList<string> events) => (_head, Events) = (head, events);

    /// <summary>The contracts of the events, each a JSON object, in the order of their declaration.</summary>
    public IReadOnlyList<string> Events { get; }

    /// <summary>The contract of a hub.</summary>
    /// <typeparam name="THub">A class with <see cref="SseHubAttribute"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The hub was compiled by a version that wrote no contracts, or by hand.</exception>
    public static SseHubContract Of<THub>()
        where THub : SseHub, ISseHub<THub>
    {
        var head = THub.Contract;
        if (head.Length is 0) throw new InvalidOperationException($"{typeof(THub)} has no contract: compile it with this version of Sse.");
        return new SseHubContract(head, THub.EventContracts);
    }

    /// <summary>The contract of one format, called by generated code: what it says, or that it says nothing but its name.</summary>
    /// <typeparam name="T">The event.</typeparam>
    /// <typeparam name="TFormat">Its format.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string OfEvent<T, TFormat>()
        where TFormat : ISseFormat<T> =>
        TFormat.Contract is { Length: > 0 } contract
            ? contract
            : $$"""{"event":"{{JsonEncodedText.Encode(TFormat.EventName)}}","type":"{{JsonEncodedText.Encode(typeof(T).Name)}}","schema":true}""";

    /// <summary>The whole contract: one JSON object.</summary>
    public string ToJson() => $"{_head.AsSpan(0, _head.Length - 1)},\"events\":[{string.Join(',', Events)}]}}";

    /// <summary>The whole contract: one JSON object.</summary>
    public override string ToString() => ToJson();
}
