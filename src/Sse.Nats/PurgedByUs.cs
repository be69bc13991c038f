namespace Sse.Nats;

/// <summary>What was gone when the log was opened, and what this process let go since. Thread-safe.</summary>
internal sealed class PurgedByUs
{
    private ulong _firstAtOpening = 1;
    private ulong _upTo;

    /// <summary>The first message that was there when the log was opened.</summary>
    public ulong FirstAtOpening
    {
        get => Volatile.Read(ref _firstAtOpening);
        set => Volatile.Write(ref _firstAtOpening, value);
    }

    /// <summary>The newest message that this process let go; 0 for none.</summary>
    public ulong UpTo
    {
        get => Volatile.Read(ref _upTo);
        set => Volatile.Write(ref _upTo, value);
    }
}
