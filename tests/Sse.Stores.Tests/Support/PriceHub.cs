namespace Sse.Tests;

/// <summary>An event without a key.</summary>
[SseEvent("tick")]
public sealed partial record Tick(int Number);

/// <summary>The value of a key.</summary>
[SseEvent("price")]
public sealed partial record Price([SseKey] string Symbol, int Value);

/// <summary>Takes a key away.</summary>
[SseEvent("gone", Removes = typeof(Price))]
public sealed partial record Gone([SseKey] string Symbol);

[SseHub(typeof(Tick), typeof(Price), typeof(Gone))]
public sealed partial class PriceHub;
