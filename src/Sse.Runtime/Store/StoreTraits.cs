namespace Sse;

/// <summary>What an engine can't do: the default value says that it can do all.</summary>
public sealed record StoreTraits
{
    /// <summary>
    /// Whether trimming can't spare the newest record of a key. A hub with <see cref="SseRetentionOptions.KeepLatest"/> is
    /// refused then, when the application starts.
    /// </summary>
    public bool ForgetsKeys { get; init; }
}
