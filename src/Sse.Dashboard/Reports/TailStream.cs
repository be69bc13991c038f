namespace Sse;

/// <summary>What the tail streams. Declared as a hub for the sake of its contract, which the page's client is generated from.</summary>
[SseHub(typeof(TailEvent), typeof(TailSkipped))]
internal sealed partial class TailStream;

/// <summary>An event that was published.</summary>
/// <param name="Position">Its place in the hub's sequences.</param>
/// <param name="Topic">The topic; null for the whole hub.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Data">Its data, or the beginning of it.</param>
/// <param name="Length">How many bytes of data it has.</param>
/// <param name="IsCut">Whether there is more than what is shown.</param>
[SseEvent("event")]
internal sealed partial record TailEvent(long Position, string? Topic, string Name, string Data, int Length, bool IsCut);

/// <summary>Events were left out, since there are more than a tail shows.</summary>
/// <param name="Count">How many at least.</param>
[SseEvent("skipped")]
internal sealed partial record TailSkipped(long Count);
