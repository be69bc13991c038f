using Microsoft.AspNetCore.Connections.Features;

namespace Sse;

/// <summary>
/// Ends every open connection when the host begins to stop: a goodbye and a closed token at once, and after the grace
/// period an end to whoever is left.
/// </summary>
internal sealed class Shutdown(OpenConnections connections, SseOptions options, TimeProvider time)
{
    // Behind the grace period, for what was ended at its end.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    private volatile bool _isGraceOver;
    private readonly Lock _lock = new();
    private readonly List<IConnectionLifetimeFeature> _lingering = [];
    private ITimer? _grace;
    private ITimer? _linger;

    /// <summary>Whether handlers and clients are no longer waited for.</summary>
    public bool IsGraceOver => _isGraceOver;

    /// <summary>A random wait for one client, so that not all of them come back in one moment.</summary>
    public TimeSpan NextRetry()
    {
        var spread = options.ShutdownRetryMax - options.ShutdownRetryMin;
#pragma warning disable CA5394 // Spreads load; nothing is kept secret by it.
        return options.ShutdownRetryMin + (spread * Random.Shared.NextDouble());
#pragma warning restore CA5394
    }

    /// <summary>Called once, when the host begins to stop. Doesn't wait.</summary>
    public void Begin()
    {
        connections.StopTaking();
        // Each on the pool: a handler's continuations may run inside, and one must not keep the others waiting.
        foreach (var connection in connections.Snapshot()) ThreadPool.UnsafeQueueUserWorkItem(connection, preferLocal: false);
        _grace = time.CreateTimer(static self => ((Shutdown)self!).EndGrace(), this, options.ShutdownGracePeriod, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Cuts an HTTP/1.1 connection whose stream has ended when its client doesn't take what is left. A flush doesn't
    /// tell: the server holds some 64 KiB before it pends, and would wait for them as long as the host lets it.
    /// </summary>
    /// <param name="transport">The connection.</param>
    public void Watch(IConnectionLifetimeFeature transport)
    {
        lock (_lock) _lingering.Add(transport);
    }

    private void EndGrace()
    {
        _isGraceOver = true;
        foreach (var connection in connections.Snapshot()) ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.EndGrace(), connection, preferLocal: false);
        _grace?.Dispose();
        _linger = time.CreateTimer(static self => ((Shutdown)self!).EndLinger(), this, Linger, Timeout.InfiniteTimeSpan);
    }

    private void EndLinger()
    {
        lock (_lock)
        {
            foreach (var transport in _lingering)
                if (!transport.ConnectionClosed.IsCancellationRequested) transport.Abort();
            _lingering.Clear();
        }
        _linger?.Dispose();
    }
}
