namespace Sse;

/// <summary>
/// Watches over a tail: whether the log is still the one that this process knows, and whether the tail gives what there is.
/// A tail can go silent without an error, as when its server froze.
/// </summary>
internal sealed class TailWatch(NewestPlace newest, TailDelay lag, StoreHealth health, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2);

    // A server that led the others, stood still and doesn't know yet that it leads no more answers with what was.
    private const int AnswersToBelieve = 3;

    private int _older;

    /// <summary>Watches until the tail ends.</summary>
    /// <param name="tailer">Where the tail goes.</param>
    /// <param name="tail">Ends the tail, when something is wrong with it.</param>
    /// <returns>What is wrong; null when the tail ended by itself.</returns>
    public async Task<Exception?> RunAsync(Tailer tailer, CancellationTokenSource tail)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(tail.Token).ConfigureAwait(false))
            {
                if (await LookAsync(tailer, tail.Token).ConfigureAwait(false) is not { } problem) continue;
                await tail.CancelAsync().ConfigureAwait(false);
                return problem;
            }
        }
        catch (Exception) when (tail.IsCancellationRequested)
        {
            // The tail ended.
        }
        return null;
    }

    private async Task<Exception?> LookAsync(Tailer tailer, CancellationToken cancellationToken)
    {
        var known = tailer.Place;
        StoredPlace stored;
        try
        {
            stored = await newest.AskAsync(cancellationToken).ConfigureAwait(false);
            health.Watching = null;
            lag.Saw(stored, tailer.Log);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            health.Watching = exception;
            return null;
        }
        if (!string.Equals(known.Epoch, stored.Epoch, StringComparison.Ordinal)) return new SseLogReplacedException();
        _older = IsOlder(known, stored) ? _older + 1 : 0;
        if (_older == AnswersToBelieve) return new SseLogReplacedException("The hub's stored log ends before what this process has of it, or has another record there.");
        return stored.Position > tailer.Log.Newest && tailer.Silence >= LongestSilence
            ? new TimeoutException("The hub's store has more events than its tail gives.")
            : null;
    }

    private static bool IsOlder(StoredPlace known, StoredPlace stored) =>
        stored.Position < known.Position
        || (stored.Position == known.Position && stored.Tag is not null && known.Tag is not null && !string.Equals(stored.Tag, known.Tag, StringComparison.Ordinal));
}
