namespace Sse;

/// <summary>Waiting that ends with its token even when what is waited for does not look at it.</summary>
internal static class Interruptible
{
    /// <summary>An answer or its body, or cancellation at once; what comes too late, or at that very moment, is closed.</summary>
    public static async Task<T> OrCancelled<T>(this Task<T> opening, CancellationToken cancellationToken)
        where T : class, IDisposable
    {
        try
        {
            return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody else will: also when it has come by now, this wait has told its caller that it hasn't.
            _ = opening.ContinueWith(
                static late =>
                {
                    if (late.IsCompletedSuccessfully) late.Result.Dispose();
                    else _ = late.Exception;
                },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>The bytes read, or cancellation at once; what the stream says after that is nobody's concern.</summary>
    public static async ValueTask<int> OrCancelled(this ValueTask<int> pending, CancellationToken cancellationToken)
    {
        if (pending.IsCompleted) return await pending.ConfigureAwait(false);
        var reading = pending.AsTask();
        try
        {
            return await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!reading.IsCompleted)
        {
            _ = reading.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }
    }
}
