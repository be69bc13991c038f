namespace Sse.Stores.Contract;

/// <summary>
/// One log of the engine that is tested: new and empty when a test begins, gone when it ends. The only thing that an engine's
/// author writes to run the contract.
/// </summary>
/// <remarks>
/// What an engine can't do stays as it is here: it throws, and the contract that asks for it, which says so, isn't run. Calls
/// come one at a time.
/// </remarks>
public abstract class TestedLog : IAsyncDisposable
{
    /// <summary>
    /// Whether several processes may have the log open at once. Then <see cref="CreateStore"/> is called for each while others
    /// are open; otherwise only after the one before was disposed.
    /// </summary>
    public virtual bool IsShared => true;

    /// <summary>
    /// Whether the log knows exactly what each topic lost. Where it doesn't, a topic may count as lost what others lost, never
    /// less than it did.
    /// </summary>
    public virtual bool KnowsLossesPerTopic => true;

    /// <summary>Whether records have the engine's time instead of their own: then a test can't make them old.</summary>
    public virtual bool HasOwnClock => false;

    /// <summary>Makes a store of this log, not opened yet: that of one more process, or of one that was restarted.</summary>
    /// <returns>The store; the test disposes of it.</returns>
    public abstract ILogStore CreateStore();

    /// <summary>Replaces the log by a new and empty one of the same name, behind the back of the stores that are open.</summary>
    public virtual ValueTask RecreateAsync() => throw Cannot(nameof(RecreateAsync), nameof(ReplacedContract));

    /// <summary>Keeps a copy of the log as it is now, as a backup would. No store is open.</summary>
    public virtual ValueTask CopyAsync() => throw Cannot(nameof(CopyAsync), nameof(RestoredContract));

    /// <summary>Puts the log back to what it was at <see cref="CopyAsync"/>. Stores are open only if <see cref="IsShared"/>.</summary>
    public virtual ValueTask RestoreAsync() => throw Cannot(nameof(RestoreAsync), nameof(RestoredContract));

    /// <summary>Kills the engine's server, or all of them, as kill -9 does. Stores are open.</summary>
    public virtual ValueTask KillEngineAsync() => throw Cannot(nameof(KillEngineAsync), nameof(EngineContract));

    /// <summary>Starts the engine again; returns when it is ready.</summary>
    public virtual ValueTask StartEngineAsync() => throw Cannot(nameof(StartEngineAsync), nameof(EngineContract));

    /// <summary>Stops the engine's server without ending it, as SIGSTOP does: connections stay, and nobody answers.</summary>
    public virtual ValueTask FreezeEngineAsync() => throw Cannot(nameof(FreezeEngineAsync), nameof(EngineContract));

    /// <summary>Lets the engine go on.</summary>
    public virtual ValueTask ThawEngineAsync() => throw Cannot(nameof(ThawEngineAsync), nameof(EngineContract));

    /// <summary>Takes the log away, and whatever was started for it.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    private NotSupportedException Cannot(string method, string contract) =>
        new($"{GetType().Name} doesn't say how: override {method}, or don't derive a test from {contract}.");
}
