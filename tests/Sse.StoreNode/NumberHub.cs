namespace Sse.StoreNode;

/// <summary>A number that nobody publishes twice.</summary>
/// <param name="Value">The number.</param>
/// <param name="Publisher">Who published it, one after the other.</param>
[SseEvent("number")]
public sealed partial record Number(int Value, int Publisher);

[SseHub(typeof(Number))]
public sealed partial class NumberHub;
