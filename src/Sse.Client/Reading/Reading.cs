using System.Runtime.CompilerServices;
using System.Text;

namespace Sse;

/// <summary>
/// One reading, from its first request to its end: connect, read, lose, wait, connect again. It runs in its reader's own
/// flow, so a reader that doesn't read keeps nothing here growing: the bytes wait with the server.
/// </summary>
internal sealed class Reading<T>(ReadingContext context, ReadingStatus status, FrameConverter<T> convert)
{
    private readonly SseClientOptions _options = context.Options;
    private readonly Connecting _connecting = new(context, status);
    private readonly EndMarks _marks = new(context.Options);
    private readonly ClientTracer _tracer = new();
    private readonly Backoff _backoff = new(context.Options, context.Options.Random);
    private SseClosed _closed = new() { Reason = SseCloseReason.Cancelled };
    private int _reconnects;
    private long _events;

    public async IAsyncEnumerable<T> RunAsync(CancellationToken disposed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(disposed, cancellationToken);
        try
        {
            while (!HasEnded(disposed, cancellationToken))
            {
                using var attempt = new Attempt(_options.TimeProvider, ended.Token);
                status.Enter(attempt);
                status.State = SseClientState.Connecting;
                var (stream, failure) = await Final(_connecting.ConnectAsync(attempt, _reconnects)).ConfigureAwait(false);
                if (stream is not null)
                {
                    using (stream)
                    using (new OpenConnection(context.Metrics))
                    {
                        while (failure is null && !stream.IsComplete)
                        {
                            while (!HasEnded(disposed, cancellationToken) && TryTake(stream, out var item)) yield return item;
                            if (HasEnded(disposed, cancellationToken)) yield break;
                            if (!stream.IsComplete) failure = await Final(ReceiveAsync(stream, attempt)).ConfigureAwait(false);
                        }
                    }
                    if (_options.TimeProvider.GetElapsedTime(stream.OpenedAt) >= _options.HealthyAfter) _backoff.Reset();
                }
                if (failure is not null && HasEnded(disposed, cancellationToken)) yield break;
                if (failure is null || IsOver(failure, stream is not null))
                {
                    Complete();
                    yield break;
                }
                await Final(WaitAsync(failure, stream, ended.Token)).ConfigureAwait(false);
            }
        }
        finally
        {
            status.Enter(null);
            status.State = SseClientState.Closed;
            TellClosed();
        }
    }

    private bool TryTake(OpenedStream stream, out T item)
    {
        try
        {
            while (stream.TryRead(out var frame))
            {
                if (frame.Kind == SseFrameKind.Comment) TakeComment(frame.Data);
                else if (frame.Kind == SseFrameKind.Retry) _backoff.SetRetry(frame.Retry);
                else if (frame.Kind == SseFrameKind.Position) _tracer.Forget();
                else if (TryDispatch(stream, frame, out item)) return true;
            }
        }
        catch (Exception error)
        {
            // Whoever reads again goes on after the event that could not be read.
            status.Remember(stream.Parser.LastEventId);
            Fail(error);
            throw;
        }
        status.Remember(stream.Parser.LastEventId);
        item = default!;
        return false;
    }

    private void TakeComment(ReadOnlySpan<byte> comment)
    {
        if (!_tracer.TryTake(comment)) _options.OnComment?.Invoke(Encoding.UTF8.GetString(comment));
    }

    private bool TryDispatch(OpenedStream stream, in SseFrame frame, out T item)
    {
        if (_marks.IsMark(frame) || _marks.IsLast(frame)) stream.Complete();
        item = default!;
        return !_marks.IsMark(frame) && TryConvert(frame, out item);
    }

    private bool TryConvert(in SseFrame frame, out T item)
    {
        _events++;
        context.Metrics.Event();
        if (Ascii.Equals(frame.Type, ProtocolWords.GapEvent)) TellGap(GapReader.Read(frame));
        using var span = _tracer.Receive(frame.Type, frame.Data.Length, out var trace);
        status.TraceContext = trace;
        if (!convert(frame, status, out item)) return false;
        status.Remember(frame.LastEventId);
        return true;
    }

    private void TellGap(SseGap gap)
    {
        context.Metrics.Gap(gap.Reason);
        context.Logger.Gap(gap.Reason);
        _options.OnGap?.Invoke(gap);
    }

    /// <summary>Null when bytes have come.</summary>
    private async Task<Failure?> ReceiveAsync(OpenedStream stream, Attempt attempt)
    {
        try
        {
            attempt.Arm(_options.ReadTimeout ?? stream.HeartbeatInterval * _options.MissedHeartbeats ?? Timeout.InfiniteTimeSpan, SseRetryReason.Silence);
            var received = await stream.ReceiveAsync(attempt.Token).ConfigureAwait(false);
            attempt.Disarm();
            context.Metrics.Received(received);
            return received > 0 ? null : new Failure(SseRetryReason.EndOfStream, null);
        }
        catch (Exception error) when (Transient.Is(error, _options) || attempt.Token.IsCancellationRequested)
        {
            return Failure.Of(error, attempt, SseRetryReason.ConnectionLost);
        }
    }

    private async Task<bool> WaitAsync(Failure failure, OpenedStream? stream, CancellationToken ended)
    {
        var delay = failure.Reason switch
        {
            SseRetryReason.Restart => TimeSpan.Zero,
            SseRetryReason.EndOfStream when stream is { HasSeenFrame: true } => _backoff.NextAfterGoodEnd(),
            _ => _backoff.Next(),
        };
        if (delay < failure.RetryAfter) delay = failure.RetryAfter;
        _reconnects++;
        status.State = SseClientState.Waiting;
        context.Metrics.Reconnect(failure.Reason);
        context.Logger.Retrying(failure.Reason, delay, _backoff.Failures, failure.Error);
        using var wait = new Attempt(_options.TimeProvider, ended);
        status.Enter(wait);
        _options.OnRetrying?.Invoke(new SseRetrying { Reason = failure.Reason, Delay = delay, Attempt = _backoff.Failures, Error = failure.Error });
        try
        {
            await Task.Delay(delay, _options.TimeProvider, wait.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Reading has ended, which the caller sees, or a restart was asked for, which is not to wait.
        }
        return true;
    }

    /// <summary>True when the client was disposed: reading ends without an error. Cancellation throws.</summary>
    private bool HasEnded(CancellationToken disposed, CancellationToken cancellationToken)
    {
        if (disposed.IsCancellationRequested)
        {
            _closed = new SseClosed { Reason = SseCloseReason.Disposed };
            return true;
        }
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>True when the stream has ended well and its request isn't to be sent again; a loss throws then.</summary>
    private bool IsOver(Failure failure, bool wasOpen)
    {
        if (Resending.IsAllowed(_options, failure, _connecting.IdToSend())) return false;
        if (failure.Reason == SseRetryReason.EndOfStream) return true;
        var error = failure.Reason == SseRetryReason.TemporaryStatus ? failure.Error! : new SseConnectionLostException(
            $"The stream was lost after {_events} events ({failure.Reason}), and its request is not sent again: Reconnect says whether that is safe.", failure.Error)
        {
            Reason = failure.Reason,
            WasOpen = wasOpen,
            EventsReceived = _events,
            LastEventId = status.LastEventId,
        };
        Fail(error);
        throw error;
    }

    private void Complete()
    {
        _closed = new SseClosed { Reason = SseCloseReason.Completed };
        context.Logger.Completed();
    }

    private void TellClosed()
    {
        try
        {
            _options.OnClosed?.Invoke(_closed);
        }
        catch (Exception error) when (_closed.Reason is SseCloseReason.Failed or SseCloseReason.Cancelled)
        {
            // The reader has an error of its own, of this reading or in the loop it left, that this one would take the place of.
            context.Logger.CallbackFailed(error);
        }
    }

    private async Task<TResult> Final<TResult>(Task<TResult> step)
    {
        try
        {
            return await step.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Fail(error);
            throw;
        }
    }

    private void Fail(Exception error)
    {
        _closed = new SseClosed { Reason = SseCloseReason.Failed, Error = error };
        context.Metrics.Failed(error);
        context.Logger.Failed(error);
    }
}
