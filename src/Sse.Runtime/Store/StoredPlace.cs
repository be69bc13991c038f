namespace Sse;

/// <summary>A place of a stored log.</summary>
/// <param name="Epoch">The log's epoch.</param>
/// <param name="Position">The place of a record; 0 before the first.</param>
/// <param name="Tag">The record's tag; null where that isn't known, and at 0.</param>
public readonly record struct StoredPlace(string Epoch, long Position, string? Tag);
