namespace Sse.Postgres;

/// <summary>Wakes one who waits, or the next who will. Several calls wake once. Thread-safe.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for has nothing to dispose of.
internal sealed class WakeSignal
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _set = new(0);
    private int _isSet;

    /// <summary>Wakes.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0) _set.Release();
    }

    /// <summary>Waits to be woken, or for a time.</summary>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await _set.WaitAsync(atMost, cancellationToken).ConfigureAwait(false)) Volatile.Write(ref _isSet, 0);
    }
}
