using System.Threading.RateLimiting;

namespace Sse;

/// <summary>How many replays to strangers a hub runs at a time. Thread-safe.</summary>
/// <param name="most">At most so many.</param>
/// <param name="time">The clock.</param>
internal sealed class Replays(int most, TimeProvider time) : IDisposable
{
    /// <summary>A replay of at most so much goes out in one piece: it needs no turn.</summary>
    public const int Small = StreamSubscription.LargestFlush;

    private const int MostWaiting = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrencyLimiter _turns = new(new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Waits for a turn.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is disposed of when the replay is over; null when there was no turn in time.</returns>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public async ValueTask<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (Try(_turns.AttemptAcquire()) is { } turn) return turn;
        using var patience = new CancellationTokenSource(Patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try { return Try(await _turns.AcquireAsync(cancellationToken: end.Token).ConfigureAwait(false)); }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { return null; }
        catch (ObjectDisposedException) { return null; }
    }

    public void Dispose() => _turns.Dispose();

    private static RateLimitLease? Try(RateLimitLease lease)
    {
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        return null;
    }
}
