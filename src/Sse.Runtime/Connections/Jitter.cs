namespace Sse;

/// <summary>Random times, so that clients don't all come back in one moment.</summary>
internal static class Jitter
{
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) =>
#pragma warning disable CA5394 // Spreads load; nothing is kept secret by it.
        shortest + ((longest - shortest) * Random.Shared.NextDouble());
#pragma warning restore CA5394
}
