using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// One open response from its headers to its end, whoever produces its events. It is looked after from outside:
/// <see cref="OpenConnections"/> has the one timer, <see cref="Shutdown"/> ends it.
/// </summary>
/// <remarks>
/// Thread-safe. From <see cref="OpenAsync"/> until <see cref="DisposeAsync"/> has returned it may touch the response;
/// never after. What is written leaves through <see cref="Response"/>, one writer at a time.
/// </remarks>
internal abstract class Connection : IAsyncDisposable, IThreadPoolWorkItem
{
    // As long as it takes others to pass on what has reached them.
    private static readonly TimeSpan OnTheirWay = TimeSpan.FromMilliseconds(250);

    private readonly HttpContext _http;
    private readonly CancellationTokenSource _closed = new();
    private CancellationTokenRegistration _aborted;
    private AbortGate _gate;
    private volatile bool _gone;
    private bool _failed;

    protected Connection(HttpContext http, StreamingHost host, StreamMeter meter)
    {
        (_http, Host, Meter) = (http, host, meter);
        Response = new ResponseWriter(http, this);
        Socket = TcpSocket.Of(http);
    }

    /// <summary>Owned by <see cref="OpenConnections"/>.</summary>
    public Connection? Next { get; set; }

    /// <summary>Owned by <see cref="OpenConnections"/>.</summary>
    public Connection? Previous { get; set; }

    public StreamingHost Host { get; }

    /// <summary>Counts what happens to it.</summary>
    public StreamMeter Meter { get; }

    public ResponseWriter Response { get; }

    public TcpSocket Socket { get; }

    /// <summary>Whether other requests may be under way on the same transport.</summary>
    public bool SharesTransport => HttpProtocol.IsHttp2(_http.Request.Protocol) || HttpProtocol.IsHttp3(_http.Request.Protocol);

    /// <summary>What is known of it while the host stops. Used by <see cref="Departures"/> alone.</summary>
    public Departure Departure => field ??= new Departure(Socket);

    /// <summary>The timestamp at which it is too old; the largest number when it never is.</summary>
    public long ExpiresAt { get; init; } = long.MaxValue;

    /// <summary>The timestamp at which the sign-in behind it is over; the largest number when that is not known.</summary>
    public long SignInEndsAt { get; init; } = long.MaxValue;

    /// <summary>Fires when the client is gone, when the host shuts down, and when the connection is over.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Whether nobody takes bytes any more.</summary>
    public bool IsGone => _gone;

    /// <summary>The last id the client has, or empty. Asked by who has the turn.</summary>
    public abstract string LastId { get; }

    /// <summary>Sends the headers, the first comment and the normal retry, in one piece.</summary>
    /// <param name="retry">The endpoint's normal retry.</param>
    /// <param name="id">Where the stream begins; null leaves the client's id as it is.</param>
    /// <returns>False when the host is shutting down: then it is closed already and has said its goodbye.</returns>
    public async ValueTask<bool> OpenAsync(TimeSpan retry, string? id)
    {
        await RequestEnd.AnticipateAsync(_http).ConfigureAwait(false);
        if (!Host.Options.MeasuresStreamsAsRequests) RequestTelemetry.End(_http);
        StreamHeaders.SetStream(_http);
        Socket.WatchFor(Host.Options.WriteTimeout);
        var isOpen = Host.Connections.Add(this);
        _aborted = _http.RequestAborted.UnsafeRegister(static self => ((Connection)self!).OnClientGone(), this);
        if (!isOpen)
        {
            retry = Host.Shutdown.NextRetry();
            Close(SseDisconnectReason.Stopping);
        }
        var guard = CacheHeaderGuard.Begin(_http);
        try { await Response.OpenAsync(retry, id, isLastWord: !isOpen).ConfigureAwait(false); }
        finally { guard.End(); }
        return isOpen;
    }

    /// <summary>Cuts the connection: its client sees no end of the stream and comes back. Doesn't wait.</summary>
    public void Abort()
    {
        _gone = true;
        if (_gate.TryEnter()) _ = AbortRequestAsync();
    }

    /// <summary>
    /// Prepares the end by an exception: the caller throws it, and the server breaks the connection behind what was
    /// flushed. Waits a moment: who passes bytes on, and the server's own buffers, drop what they hold when that happens.
    /// </summary>
    public async Task FailAsync()
    {
        _failed = true;
        if (!_http.Response.HasStarted) return;
        await Task.Delay(OnTheirWay, TimeProvider.System, _http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Whether an exception says no more than that the stream was closed before: by its client or by the host.</summary>
    public bool IsMereEnd(Exception exception) =>
        (_gone || Closed.IsCancellationRequested || _http.RequestAborted.IsCancellationRequested || Host.IsStopping) && SaysEnd(exception);

    /// <summary>
    /// Waits for the writes under way and ends: nothing is written after. When the host is shutting down, the goodbye
    /// is written first, unless it has been. Call it once.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Response.TakeLastTurnAsync().ConfigureAwait(false);
        if (!_failed && Host.IsStopping) await Response.WriteGoodbyeAsync().ConfigureAwait(false);
        Host.Connections.Remove(this);
        await _gate.CloseAsync().ConfigureAwait(false);
        _aborted.Unregister();
        if (Host.IsStopping) Host.Shutdown.Watch(_http, this);
        Close(SseDisconnectReason.ClientGone);
        Response.EndTurns(Closed);
    }

    /// <summary>Whether <see cref="LookAfter"/> has something to do.</summary>
    /// <param name="now">The timer's time.</param>
    public bool IsDue(long now) => !_gone && (now >= ExpiresAt || now >= SignInEndsAt || Response.IsDue(now) || HasOther(now));

    /// <summary>Sends a heartbeat to a silent client, aborts one that takes nothing, ends one that is too old. Doesn't wait.</summary>
    /// <param name="now">The timer's time.</param>
    public void LookAfter(long now)
    {
        if (_gone) return;
        // A tick may come after both: what came first is the reason.
        if (now >= Math.Min(ExpiresAt, SignInEndsAt)) OnExpired(SignInEndsAt < ExpiresAt ? SseDisconnectReason.Expired : SseDisconnectReason.MaxAge, now);
        LookAfterOther(now);
        switch (Response.NeedAt(now))
        {
            case ResponseNeed.Heartbeat:
                Beat();
                break;
            case ResponseNeed.Abort:
                _ = TimeOutAsync();
                break;
        }
    }

    /// <summary>The client is gone, or takes no more.</summary>
    public void OnClientGone()
    {
        _gone = true;
        Close(Host.IsStopping ? SseDisconnectReason.Stopping : SseDisconnectReason.ClientGone);
    }

    /// <summary>Whether this is the response to a request. The request must not be over.</summary>
    public bool Answers(HttpContext http) => ReferenceEquals(_http, http);

    /// <summary>Has a comment with a number follow all that was published before. Doesn't wait for it to be written.</summary>
    /// <param name="number">More than those before.</param>
    public virtual void Mark(long number) => _ = Response.MarkAsync(number);

    /// <summary>The host waits no longer for whoever produces.</summary>
    public virtual void EndGrace() { }

    // The host is shutting down.
    void IThreadPoolWorkItem.Execute()
    {
        // In line first, so that its place is before the end of a handler that stops when it is told.
        _ = Response.SayGoodbyeAsync();
        Close(SseDisconnectReason.Stopping);
    }

    /// <summary>The stream is to end: called before <see cref="Closed"/> fires, perhaps more than once.</summary>
    protected virtual void OnClosing(SseDisconnectReason reason) { }

    /// <summary>It is too old, or the sign-in behind it is over. Called at each tick from then on.</summary>
    protected virtual void OnExpired(SseDisconnectReason reason, long now) { }

    /// <summary>Whether <see cref="LookAfterOther"/> has something to do.</summary>
    protected virtual bool HasOther(long now) => false;

    /// <summary>Sees to what else is due. Doesn't wait.</summary>
    protected virtual void LookAfterOther(long now) { }

    /// <summary>Says the last word and lets who produces end. Doesn't wait.</summary>
    /// <param name="reason">Why it ends.</param>
    protected void End(SseDisconnectReason reason) => ThreadPool.UnsafeQueueUserWorkItem(static end => end.Connection.EndNow(end.Reason), (Connection: this, Reason: reason), preferLocal: false);

    /// <summary>As <see cref="End"/>, on this thread.</summary>
    protected void EndNow(SseDisconnectReason reason)
    {
        // In line first, so that its place is before the end of a handler that stops when it is told.
        _ = reason == SseDisconnectReason.DisconnectedForGood ? SayEndAsync() : Response.SayGoodbyeAsync();
        Close(reason);
    }

    private async Task SayEndAsync()
    {
        try { await Response.CompleteAsync().ConfigureAwait(false); }
        catch (Exception) { Abort(); }
    }

    /// <summary>Tells a silent client that the stream lives.</summary>
    protected virtual void Beat() => Response.Beat();

    /// <summary>Whether it says that something was closed or cancelled, and no more.</summary>
    public static bool SaysEnd(Exception exception) => exception switch
    {
        OperationCanceledException or IOException or ObjectDisposedException => true,
        AggregateException several => several.InnerExceptions.All(SaysEnd),
        _ => exception.InnerException is { } inner && SaysEnd(inner),
    };

    private async Task AbortRequestAsync()
    {
        // The server may run others' callbacks in it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try { _http.Abort(); }
        finally { _gate.Exit(); }
    }

    private async Task TimeOutAsync()
    {
        Abort();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Host.Logger.WriteTimedOut(Host.Options.WriteTimeout);
    }

    private void Close(SseDisconnectReason reason)
    {
        OnClosing(reason);
        try { _closed.Cancel(); }
        catch (AggregateException exception) { Host.Logger.ClosedCallbackFailed(exception); }
    }
}
