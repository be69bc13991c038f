namespace Sse;

/// <summary>Lets readers wait until the log has come as far as a place.</summary>
/// <remarks>Thread-safe. Costs nothing while nobody waits.</remarks>
internal sealed class LogArrivals(TimeProvider time)
{
    private TaskCompletionSource? _next;

    /// <summary>The log has gone on.</summary>
    public void Tell()
    {
        if (Volatile.Read(ref _next) is not null) Interlocked.Exchange(ref _next, null)?.TrySetResult();
    }

    /// <summary>Waits until something is so that may become so when the log goes on.</summary>
    /// <param name="isSo">Asked again and again.</param>
    /// <param name="patience">For how long at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is so.</returns>
    public async Task<bool> WaitUntilAsync(Func<bool> isSo, TimeSpan patience, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            var next = Volatile.Read(ref _next) ?? Interlocked.CompareExchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? Volatile.Read(ref _next);
            if (isSo()) return true;
            var left = patience - time.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero) return false;
            if (next is null) continue;
            try { await next.Task.WaitAsync(left, time, cancellationToken).ConfigureAwait(false); }
            catch (TimeoutException) { return isSo(); }
        }
    }
}
