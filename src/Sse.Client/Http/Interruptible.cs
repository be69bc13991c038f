namespace Sse;

/// <summary>Waiting that ends with its token even when what is waited for does not look at it.</summary>
internal static class Interruptible
{
    /// <summary>The answer, or cancellation at once; an answer that comes too late is closed.</summary>
    public static async Task<HttpResponseMessage> OrCancelled(this Task<HttpResponseMessage> sending, CancellationToken cancellationToken)
    {
        try
        {
            return await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!sending.IsCompletedSuccessfully)
        {
            _ = sending.ContinueWith(
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
