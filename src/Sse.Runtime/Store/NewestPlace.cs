namespace Sse;

/// <summary>Asks the store for its newest place: one question at a time, however many want to know.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class NewestPlace(ILogStore store, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private StoredPlace _answer;
    private long _asked;
    private long _answered;

    /// <summary>The newest place at some moment since the call.</summary>
    /// <exception cref="TimeoutException">The store doesn't answer.</exception>
    public async Task<StoredPlace> AskAsync(CancellationToken cancellationToken)
    {
        var mine = Interlocked.Increment(ref _asked);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Whoever came while the question was not yet put is answered by it too.
            if (_answered >= mine) return _answer;
            var all = Volatile.Read(ref _asked);
            _answer = await store.GetNewestAsync(cancellationToken).AsTask().WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
            _answered = all;
            return _answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
