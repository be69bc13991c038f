namespace Sse.StoreNode;

/// <summary>A number that nobody publishes twice.</summary>
/// <param name="Value">The number.</param>
/// <param name="Publisher">Who published it, one after the other.</param>
[SseEvent("number")]
public sealed partial record Number(int Value, int Publisher);

/// <summary>The newest number of a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The number.</param>
/// <param name="Publisher">Who published it.</param>
[SseEvent("level")]
public sealed partial record Level([SseKey] string Name, int Value, int Publisher);

[SseHub(typeof(Number))]
public sealed partial class NumberHub;

[SseHub(typeof(Number), typeof(Level))]
public sealed partial class ChaosHub;
