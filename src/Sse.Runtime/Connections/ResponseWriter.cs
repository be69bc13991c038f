using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Sse;

/// <summary>
/// The response being written: who has its turn writes and flushes. Events, heartbeats, the completion and the goodbye
/// all leave through it.
/// </summary>
/// <remarks>Thread-safe. The turn is taken at first by the opening, so that nothing comes before it.</remarks>
internal sealed class ResponseWriter : ISink, IThreadPoolWorkItem
{
    /// <summary>What one flush carries at most, and what a client must accept within the write timeout.</summary>
    public const int LargestFlush = 64 * 1024;

    private const long NotFlushing = -1;

    private readonly Connection _connection;
    private readonly PipeWriter _body;
    private Turn _turn;
    private bool _saidLastWord;
    private long _lastWrite;
    private long _flushingSince = NotFlushing;
    private MeasureTurn _measureTurn;
    private long? _waitingSince;
    private int _flushes;

    public ResponseWriter(HttpContext http, Connection connection)
    {
        (_connection, _turn) = (connection, new Turn(this));
        _body = http.Response.BodyWriter;
        _measureTurn = connection.Host.Connections.NewMeasureTurn();
        IsServersOwn = IsServersOwnOf(http);
    }

    public IBufferWriter<byte> Body => _body;

    public CancellationToken Closed => _connection.Closed;

    /// <summary>
    /// Whether bytes go straight to the server. If not, writing runs the code of a middleware, which may block: never on
    /// a thread that looks after others.
    /// </summary>
    public bool IsServersOwn { get; }

    /// <summary>Whether the client is waited for.</summary>
    public bool IsFlushing => Volatile.Read(ref _flushingSince) != NotFlushing;

    /// <summary>How many flushes have ended.</summary>
    public int Flushes => Volatile.Read(ref _flushes);

    /// <summary>Whether a producer may still write. Asked by who has the turn.</summary>
    public bool MayProduce => !_connection.IsGone && !_saidLastWord && !_connection.Closed.IsCancellationRequested;

    private OpenConnections Watch => _connection.Host.Connections;

    /// <summary>As <see cref="IsServersOwn"/>, before there is a writer: servers have one object for the response and its body.</summary>
    public static bool IsServersOwnOf(HttpContext http) => ReferenceEquals(http.Features.Get<IHttpResponseBodyFeature>(), http.Features.Get<IHttpResponseFeature>());

    /// <summary>The time from which on it may be silent.</summary>
    public void Begin(long now) => Volatile.Write(ref _lastWrite, now);

    /// <summary>Writes the first block and gives the turn free.</summary>
    /// <param name="retry">How long the client waits before it reconnects.</param>
    /// <param name="id">Where the stream begins; null leaves the client's id as it is.</param>
    /// <param name="isLastWord">Whether nothing follows.</param>
    public async ValueTask OpenAsync(TimeSpan retry, string? id, bool isLastWord)
    {
        try
        {
            _saidLastWord = isLastWord;
            Write((_connection.Host.Options.HeartbeatInterval, retry, id), static (ref writer, start) => writer.WriteOpening(start.HeartbeatInterval, start.retry, start.id));
            EndFlush(await StartFlush().ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    public bool TryTakeTurn() => _turn.TryTake();

    /// <summary>Takes the turn when those before have given it back.</summary>
    public Task TakeTurnAsync(CancellationToken cancellationToken) => _turn.TakeAsync(cancellationToken);

    /// <summary>Takes the turn and keeps it: who comes later waits for <see cref="EndTurns"/>.</summary>
    public Task TakeLastTurnAsync() => _turn.TakeAsync(CancellationToken.None);

    public void ReleaseTurn() => _turn.Release();

    /// <summary>Nobody gets the turn any more.</summary>
    public void EndTurns(CancellationToken cancelled) => _turn.End(cancelled);

    ValueTask<bool> ISink.TakeTurnAsync() => _turn.TryTake() ? new(KeepTurn()) : WaitForTurnAsync();

    // No token: a server takes a cancelled flush for a reason to abort.
    public ValueTask<FlushResult> StartFlush()
    {
        var flush = _body.FlushAsync(CancellationToken.None);
        if (flush.IsCompleted) return flush;
        if (_connection.Meter.MeasuresFlushes) _waitingSince = Watch.Timestamp;
        Volatile.Write(ref _flushingSince, Watch.Now);
        return flush;
    }

    public bool EndFlush(FlushResult result)
    {
        if (_waitingSince is { } since)
        {
            _waitingSince = null;
            var waited = Watch.Since(since);
            // None that is long is left out.
            if (waited >= MeasureTurn.Interval || _measureTurn.TryTake()) _connection.Meter.Waited(waited);
        }
        Volatile.Write(ref _flushingSince, NotFlushing);
        Volatile.Write(ref _lastWrite, Watch.Now);
        Volatile.Write(ref _flushes, _flushes + 1);
        if (result.IsCompleted) _connection.OnClientGone();
        return !_connection.IsGone;
    }

    /// <summary>
    /// Writes the block that says the stream is over for good. Writes nothing when the client is gone or the host is
    /// shutting down: then it is not over.
    /// </summary>
    /// <returns>Whether it was written.</returns>
    public async ValueTask<bool> CompleteAsync()
    {
        await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_connection.IsGone || _saidLastWord || _connection.Host.IsStopping) return false;
            _saidLastWord = true;
            Write(_connection.LastId, static (ref writer, id) => writer.WriteCompletion(id));
            return EndFlush(await StartFlush().ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes the block that tells the client when to come back, unless the last word was said. Doesn't throw.</summary>
    public async Task SayGoodbyeAsync()
    {
        await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        await WriteGoodbyeAsync().ConfigureAwait(false);
        _turn.Release();
    }

    /// <summary>As <see cref="SayGoodbyeAsync"/>, by who has the turn.</summary>
    public async Task WriteGoodbyeAsync()
    {
        if (_connection.IsGone || _saidLastWord) return;
        _saidLastWord = true;
        try
        {
            Write(_connection.Host.Shutdown.NextRetry(), static (ref writer, retry) =>
            {
                writer.WriteRetry(retry);
                writer.EndBlock();
            });
            EndFlush(await StartFlush().ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            GiveUp(exception);
        }
    }

    /// <summary>Whether <see cref="NeedAt"/> has an answer.</summary>
    public bool IsDue(long now) => NeedAt(now) != ResponseNeed.Nothing;

    public ResponseNeed NeedAt(long now)
    {
        // Read once: a flush that begins meanwhile has its whole time before it.
        var since = Volatile.Read(ref _flushingSince);
        return since != NotFlushing
            ? now - since >= Watch.WriteTimeout ? ResponseNeed.Abort : ResponseNeed.Nothing
            : now - Volatile.Read(ref _lastWrite) >= Watch.HeartbeatInterval ? ResponseNeed.Heartbeat : ResponseNeed.Nothing;
    }

    /// <summary>Writes a heartbeat, unless someone else writes just now. Doesn't wait.</summary>
    public void Beat()
    {
        if (!_turn.TryTake()) return;
        if (IsServersOwn) _ = BeatAsync();
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Writes a mark behind those who have asked for the turn already. Doesn't throw.</summary>
    public async Task MarkAsync(long number)
    {
        try { await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false); }
        catch (OperationCanceledException) { return; }
        try
        {
            if (_saidLastWord || _connection.IsGone) return;
            StreamMark.Write(_body, number);
            EndFlush(await StartFlush().ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            GiveUp(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = BeatAsync();

    private async Task BeatAsync()
    {
        try
        {
            if (_saidLastWord || _connection.IsGone) return;
            // With a blank line: one known client takes the line behind an empty comment for part of it.
            _body.Write(":\n\n"u8);
            EndFlush(await StartFlush().ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            GiveUp(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<bool> WaitForTurnAsync()
    {
        await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        return KeepTurn();
    }

    private bool KeepTurn()
    {
        if (MayProduce) return true;
        _turn.Release();
        return false;
    }

    private void Write<T>(T state, BlockAction<T> write)
    {
        var writer = new SseFrameWriter(stackalloc byte[320]);
        try
        {
            write(ref writer, state);
            _body.Write(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private void GiveUp(Exception exception)
    {
        _connection.Host.Logger.WriteFailed(exception);
        _connection.Abort();
    }

    private delegate void BlockAction<T>(ref SseFrameWriter writer, T state);
}
