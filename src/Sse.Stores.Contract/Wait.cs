namespace Sse.Stores.Contract;

/// <summary>Bounds every wait, so that a broken promise fails a test, in words, instead of hanging it.</summary>
internal static class Wait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(2);

    public static async Task Bounded(this Task task, string what)
    {
        try { await task.WaitAsync(Longest, TimeProvider.System, StoreContract.Cancellation); }
        catch (TimeoutException) when (!task.IsCompleted) { throw Vain(what); }
    }

    public static async Task<T> Bounded<T>(this Task<T> task, string what)
    {
        await ((Task)task).Bounded(what);
        return await task;
    }

    public static Task<T> Bounded<T>(this ValueTask<T> task, string what) => task.AsTask().Bounded(what);

    /// <summary>Looks again and again until something is so.</summary>
    public static async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Longest) throw Vain(what());
            await Task.Delay(Step, TimeProvider.System, StoreContract.Cancellation);
        }
    }

    private static TimeoutException Vain(string what) => new($"Waited {Longest.TotalSeconds:0} s in vain for: {what}.");
}
