namespace Sse;

/// <summary>Where a record goes in the log, and when it came.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Tag">The tag that its id has; null in a log that lives in memory alone.</param>
/// <param name="Age">How long ago it came.</param>
internal readonly record struct LogPlace(long Sequence, string? Tag = null, TimeSpan Age = default);
