namespace Sse.Tests;

/// <summary>Bounds every wait, so that a broken promise fails a test instead of hanging it.</summary>
internal static class Wait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static Task Bounded(this Task task) => task.WaitAsync(Longest, TestContext.Current.CancellationToken);

    public static Task<T> Bounded<T>(this Task<T> task) => task.WaitAsync(Longest, TestContext.Current.CancellationToken);

    public static Task Bounded(this ValueTask task) => task.AsTask().Bounded();

    public static Task<T> Bounded<T>(this ValueTask<T> task) => task.AsTask().Bounded();

    /// <summary>Never done, unless the token fires: a handler that has nothing to say.</summary>
    public static Task Forever(CancellationToken cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken);

    /// <summary>Yields until other threads have brought something about; for what has no task to wait for.</summary>
    public static async Task Until(Func<bool> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (TimeProvider.System.GetElapsedTime(start) > Longest) throw new TimeoutException("Waited in vain.");
            await Task.Yield();
        }
    }
}
