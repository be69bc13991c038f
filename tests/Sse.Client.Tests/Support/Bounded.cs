namespace Sse.Tests;

/// <summary>Waiting that a broken test can't make endless.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static Task Soon(this Task task) => task.WaitAsync(Longest, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Longest, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().Soon();

    /// <summary>What a task ends with: the error it was given, unwrapped, or null.</summary>
    public static async Task<Exception?> ErrorAsync(this Task task)
    {
        try
        {
            await task.Soon();
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, it is the answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return error;
        }
    }

    /// <summary>Yields until something is so; for what has no task to wait for.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Longest) throw new TimeoutException($"Waited in vain until {what}.");
            await Task.Yield();
        }
    }
}
