namespace Sse.Tests.Oracle;

/// <summary>What the oracle publishes. <c>N</c> counts all events of a run: it knows nothing of positions.</summary>
[SseHub(typeof(Value), typeof(Gone), typeof(Fact))]
public sealed partial class OracleHub;

/// <summary>The newest of its key counts.</summary>
[SseEvent("value")]
public partial record Value([property: SseKey] string Key, long N, string Padding);

/// <summary>Takes a key away.</summary>
[SseEvent("gone", Removes = typeof(Value))]
public partial record Gone([property: SseKey] string Key, long N);

/// <summary>Has no key: none may be missing.</summary>
[SseEvent("fact")]
public partial record Fact(long N, string Padding);
