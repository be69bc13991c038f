using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Looks at the application's hubs while somebody watches, and not otherwise.</summary>
/// <remarks>Thread-safe. One lock lets one look at a time.</remarks>
internal sealed class Reporter : IDisposable
{
    // Who has just been let in is not among the subscribers yet.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly HubReporter[] _hubs;
    private readonly DashboardHub _reports;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Dictionary<HubReporter, long> _askedAt = [];
    private bool _isRunning;
    private bool _isDeclared;
    private bool _isDisposed;

    public Reporter(IEnumerable<WatchedHub> hubs, DashboardHub reports, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        (_reports, _time, _interval, _logger) = (reports, time, interval, logger);
        _hubs = [.. hubs.Select(hub => new HubReporter(hub, reports, time))];
        var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        try { _timer = time.CreateTimer(static self => ((Reporter)self!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan); }
        finally { flow.Dispose(); }
    }

    /// <summary>Somebody is about to watch a hub: what is reported is as of now, and goes on.</summary>
    public void Watch(WatchedHub watched)
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            Declare();
            var asked = _hubs[watched.Order];
            // Watched already, it is as of the last look: who comes often makes it look no more often.
            var isAsked = _askedAt.TryGetValue(asked, out var at) && _time.GetElapsedTime(at) < _interval;
            var isFresh = _isRunning && (isAsked || asked.Watchers > 0);
            _askedAt[asked] = _time.GetTimestamp();
            if (!isFresh) asked.Report(detailed: true);
            if (_isRunning) return;
            foreach (var hub in _hubs)
                if (hub != asked) hub.Report(detailed: false);
            _isRunning = _timer.Change(_interval, _interval);
        }
    }

    public void Dispose()
    {
        lock (_lock) _isDisposed = true;
        _timer.Dispose();
    }

    private void Tick()
    {
        // A look that takes longer than the interval is not followed by another at once.
        if (!_lock.TryEnter()) return;
        try
        {
            if (_isDisposed) return;
            foreach (var hub in _hubs) Report(hub);
            if (_reports.SubscriberCount > 0 || _hubs.Any(IsAwaited)) return;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _isRunning = false;
        }
        finally
        {
            _lock.Exit();
        }
    }

    // What is wrong with one hub is none of the others' business.
    private void Report(HubReporter hub)
    {
        try
        {
            hub.Report(detailed: hub.Watchers > 0 || IsAwaited(hub));
        }
        catch (SseHubStoppedException)
        {
            // The application stops.
        }
        catch (Exception exception)
        {
            _logger.DashboardFailed(exception);
        }
    }

    private bool IsAwaited(HubReporter hub) => _askedAt.TryGetValue(hub, out var at) && _time.GetElapsedTime(at) < Patience;

    private void Declare()
    {
        if (_isDeclared) return;
        foreach (var hub in _hubs) _reports.Publish(hub.Watched.Declare());
        _isDeclared = true;
    }
}
