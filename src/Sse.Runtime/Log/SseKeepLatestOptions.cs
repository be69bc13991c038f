namespace Sse;

/// <summary>How much is kept of what outlives a hub's retention because it is the newest of its key.</summary>
/// <remarks>The oldest goes first when one of the limits is passed; snapshots then say that they are not complete.</remarks>
public sealed class SseKeepLatestOptions
{
    /// <summary>How many keys, over all topics. At least 1; 100,000 by default. A key takes about 100 bytes besides its event.</summary>
    public long MaxKeys { get; set; } = 100_000;

    /// <summary>How many bytes of frames, ids included, besides those of <see cref="SseRetentionOptions.MaxBytes"/>. At least the
    /// hub's largest event; 64 MiB by default.</summary>
    public long MaxBytes { get; set; } = 64 << 20;
}
