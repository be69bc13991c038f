namespace Sse.Postgres;

/// <summary>How the nodes of one log wake each other, as long as it is open.</summary>
internal sealed class NodeWakeUps : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Notifier _notifier;
    private readonly Task _listening;
    private readonly Task _notifying;

    public NodeWakeUps(Database database, OpenedLog log, WakeSignal wake)
    {
        _notifier = new Notifier(database, log);
        _listening = Task.Run(() => new Listener(database, log, wake).RunAsync(_end.Token), CancellationToken.None);
        _notifying = Task.Run(() => _notifier.RunAsync(_end.Token), CancellationToken.None);
    }

    /// <summary>Something was appended.</summary>
    public void Notify() => _notifier.Notify();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_listening, _notifying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }
}
