namespace Sse.Stores.Contract;

/// <summary>An event without a key.</summary>
[SseEvent("number")]
internal sealed partial record Number(int Value, int Publisher = 0);

/// <summary>The value of a key.</summary>
[SseEvent("setting")]
internal sealed partial record Setting([SseKey] string Name, int Value);

/// <summary>Takes a key away.</summary>
[SseEvent("removed", Removes = typeof(Setting))]
internal sealed partial record Removed([SseKey] string Name);

/// <summary>The hub whose log is tested.</summary>
[SseHub(typeof(Number), typeof(Setting), typeof(Removed))]
internal sealed partial class ContractHub;
