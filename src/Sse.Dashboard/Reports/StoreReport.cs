namespace Sse;

/// <summary>Where a hub's log is kept.</summary>
/// <param name="Hub">The hub.</param>
/// <param name="Store">The store's class; null where the log is in memory only.</param>
/// <param name="Queued">How many events wait for it.</param>
/// <param name="MaxQueued">How many may.</param>
/// <param name="Problem">Why it takes or gives nothing at the moment; null when all is well.</param>
[SseEvent("store")]
internal sealed partial record StoreReport([SseKey] string Hub, string? Store, long Queued, long MaxQueued, string? Problem);
