using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// Ends every open connection when the host begins to stop: a goodbye and a closed token at once, an end to the handlers
/// that go on when the grace period is over, and a cut to the clients that take nothing.
/// </summary>
internal sealed class Shutdown
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(1);

    private readonly OpenConnections _connections;
    private readonly SseOptions _options;
    private readonly TimeProvider _time;
    private readonly Departures _departures;
    private readonly Ticker _ticker;
    private ITimer? _grace;

    public Shutdown(OpenConnections connections, SseOptions options, TimeProvider time)
    {
        (_connections, _options, _time) = (connections, options, time);
        var patience = options.ShutdownGracePeriod > ShortestPatience ? options.ShutdownGracePeriod : ShortestPatience;
        _departures = new Departures((int)(patience / Period));
        _ticker = new Ticker(time, Period, Tick, "Sse shutdown");
    }

    /// <summary>A random wait for one client, so that not all of them come back in one moment.</summary>
    public TimeSpan NextRetry() => Jitter.Between(_options.ShutdownRetryMin, _options.ShutdownRetryMax);

    /// <summary>Called once, when the host begins to stop. Doesn't wait.</summary>
    public void Begin()
    {
        // Each on the pool: a handler's continuations may run inside, and one must not keep the others waiting.
        foreach (var connection in _connections.StopTaking()) ThreadPool.UnsafeQueueUserWorkItem(connection, preferLocal: false);
        _grace = _time.CreateTimer(static self => ((Shutdown)self!).EndGrace(), this, _options.ShutdownGracePeriod, Timeout.InfiniteTimeSpan);
        _ticker.Start();
    }

    /// <summary>The host has stopped.</summary>
    public void End() => _ticker.Stop();

    /// <summary>A stream has ended here, but perhaps not for its client.</summary>
    public void Watch(HttpContext http, Connection connection) => _departures.Watch(http, connection);

    private void EndGrace()
    {
        foreach (var connection in _connections.Snapshot()) ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.EndGrace(), connection, preferLocal: false);
        _grace?.Dispose();
    }

    private void Tick() => _departures.Look(_connections);
}
