namespace Sse;

/// <summary>
/// For how long the store has had something that a log doesn't. Seen once a second, so what comes as fast as it should is never late.
/// Thread-safe.
/// </summary>
internal sealed class TailDelay(TimeProvider time)
{
    private Missing? _missing;

    /// <summary>The store has told its newest place.</summary>
    /// <param name="newest">The place.</param>
    /// <param name="log">What has been read back.</param>
    public void Saw(StoredPlace newest, HubLog log)
    {
        if (IsMissing(_missing, log)) return;
        var seen = new Missing(newest, time.GetTimestamp());
        Volatile.Write(ref _missing, IsMissing(seen, log) ? seen : null);
    }

    /// <summary>For how long a log has been behind; null when it isn't.</summary>
    public TimeSpan? Of(HubLog log) => Volatile.Read(ref _missing) is { } missing && IsMissing(missing, log) ? time.GetElapsedTime(missing.SeenAt) : null;

    private static bool IsMissing(Missing? missing, HubLog log) =>
        missing is not null && missing.Place.Position > log.Newest && string.Equals(missing.Place.Epoch, log.Epoch, StringComparison.Ordinal);

    private sealed record Missing(StoredPlace Place, long SeenAt);
}
