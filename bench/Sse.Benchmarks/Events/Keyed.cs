namespace Sse.Benchmarks.Events;

/// <summary>As <see cref="Small"/>, with a key.</summary>
[SseEvent("keyed")]
public sealed partial record Keyed([SseKey] string Symbol, decimal Price);
