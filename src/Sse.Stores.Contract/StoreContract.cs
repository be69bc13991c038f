namespace Sse.Stores.Contract;

/// <summary>What all parts of the contract have in common: a new log for each test.</summary>
/// <remarks>
/// An engine's author derives a class from each of the contracts that the engine can keep, and says in it where a log comes
/// from. xunit runs them as any other tests.
/// </remarks>
public abstract class StoreContract : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _owned = [];
    private TestedLog? _log;

    internal TestedLog Log => _log ?? throw new InvalidOperationException("The test has not begun.");

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes a new, empty log: one for each test, and several at a time.</summary>
    protected abstract ValueTask<TestedLog> CreateLogAsync();

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => _log = await CreateLogAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var owned in Enumerable.Reverse(_owned)) await owned.DisposeAsync();
        if (_log is not null) await _log.DisposeAsync();
    }

    /// <summary>Disposes of something when the test ends; disposing of it before does no harm.</summary>
    internal T Own<T>(T owned)
        where T : IAsyncDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>Opens a store of the log.</summary>
    internal async Task<OpenStore> OpenAsync() => Own(await OpenStore.OpenAsync(Log.CreateStore()));

    /// <summary>Starts a process of an application whose hub has the log.</summary>
    internal async Task<HubNode> StartNodeAsync(Action<SseHubOptions>? options = null, TimeProvider? time = null) =>
        Own(await HubNode.StartAsync(Log.CreateStore, options, time));

    /// <summary>Starts one whose store can be made to fail.</summary>
    internal async Task<(HubNode Node, FaultyStore Store)> StartFaultyNodeAsync(Action<SseHubOptions>? options = null)
    {
        var store = new FaultyStore(Log.CreateStore());
        return (Own(await HubNode.StartAsync(() => store, options)), store);
    }
}
