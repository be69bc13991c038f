namespace Sse.Tests.Log;

/// <summary>Lets the log's allocations fail, each in turn.</summary>
internal static class FailingMemory
{
    /// <summary>Tries an operation until it succeeds: each time one more of its allocations does.</summary>
    /// <param name="operation">What is tried.</param>
    /// <param name="lasts">Whether the allocations behind the one that fails do so too.</param>
    /// <param name="onFailed">Called after each attempt that threw.</param>
    public static T Run<T>(Func<T> operation, bool lasts, Action onFailed)
    {
        for (var succeeding = 0; ; succeeding++)
        {
            var left = succeeding;
            LogMemory.OnAllocate = () =>
            {
                if (left == 0 || (lasts && left < 0)) Fail(ref left);
                left--;
            };
            try { return operation(); }
            catch (OutOfMemoryException) { }
            finally { LogMemory.OnAllocate = null; }
            onFailed();
        }
    }

    private static void Fail(ref int left)
    {
        left--;
#pragma warning disable CA2201, MA0012 // It is what a lack of memory throws.
        throw new OutOfMemoryException();
#pragma warning restore CA2201, MA0012
    }
}
