namespace Sse;

/// <summary>Where the log's memory comes from: one place, so that a test can let every single allocation fail.</summary>
internal static class LogMemory
{
    /// <summary>Called before each allocation of this thread; what it throws is what a lack of memory would be.</summary>
    [ThreadStatic]
    private static Action? t_onAllocate;

    public static Action? OnAllocate
    {
        get => t_onAllocate;
        set => t_onAllocate = value;
    }

    /// <summary>An array whose content is undefined.</summary>
    public static byte[] Bytes(int length)
    {
        t_onAllocate?.Invoke();
        return GC.AllocateUninitializedArray<byte>(length);
    }

    /// <summary>An array of default values.</summary>
    public static T[] Array<T>(int length)
    {
        t_onAllocate?.Invoke();
        return new T[length];
    }

    /// <summary>Tells of an allocation that is made by other means.</summary>
    public static void Announce() => t_onAllocate?.Invoke();
}
