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
    private readonly Backoff _backoff = new(context.Options, context.Options.Random);
    private SseClosed _closed = new(SseCloseReason.Cancelled, null);
    private int _reconnects;

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
                var (stream, failure) = await Final(ConnectAsync(attempt)).ConfigureAwait(false);
                if (stream is null && failure is null)
                {
                    _closed = new SseClosed(SseCloseReason.Completed, null);
                    context.Logger.Completed();
                    yield break;
                }

                if (stream is not null)
                {
                    using (stream)
                    {
                        while (failure is null)
                        {
                            while (!HasEnded(disposed, cancellationToken) && TryTake(stream, out var item)) yield return item;
                            if (HasEnded(disposed, cancellationToken)) yield break;
                            failure = await Final(ReceiveAsync(stream, attempt)).ConfigureAwait(false);
                        }
                    }
                    if (_options.TimeProvider.GetElapsedTime(stream.OpenedAt) >= _options.HealthyAfter) _backoff.Reset();
                }

                if (HasEnded(disposed, cancellationToken)) yield break;
                await Final(WaitAsync(failure!, ended.Token)).ConfigureAwait(false);
            }
        }
        finally
        {
            status.Enter(null);
            status.State = SseClientState.Closed;
            _options.OnClosed?.Invoke(_closed);
        }
    }

    /// <summary>A stream, or why there is none; neither when the server has completed it.</summary>
    private async Task<(OpenedStream? Stream, Failure? Failure)> ConnectAsync(Attempt attempt)
    {
        HttpResponseMessage? response = null;
        Uri address;
        OpenedStream stream;
        var id = IdToSend();
        try
        {
            attempt.Arm(_options.ConnectTimeout, SseRetryReason.ConnectTimeout);
            (response, address) = await context.Sender.SendAsync(id, attempt.Token).ConfigureAwait(false);
            attempt.Disarm();
        }
        catch (Exception error) when (!Failure.IsFinal(error) || attempt.Token.IsCancellationRequested)
        {
            return (null, Failure.Of(error, attempt, SseRetryReason.ConnectFailed));
        }

        var opened = false;
        try
        {
            _options.OnResponse?.Invoke(response);
            switch (Answer.Judge(response, _options))
            {
                case AnswerKind.Completed: return (null, null);
                case AnswerKind.Temporary: return (null, new Failure(SseRetryReason.TemporaryStatus, Answer.Refusal(response, address), Answer.RetryAfter(response, _options.TimeProvider)));
                case AnswerKind.Refused: throw Answer.Refusal(response, address);
            }
            stream = await OpenedStream.OpenAsync(response, attempt, _options, status.LastEventId).ConfigureAwait(false);
            opened = true;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            return (null, Failure.Of(error, attempt, SseRetryReason.ConnectFailed));
        }
        finally
        {
            if (!opened) response.Dispose();
        }
        status.State = SseClientState.Open;
        context.Logger.Opened(address);
        _options.OnOpened?.Invoke(new SseOpened(address, id, _reconnects));
        return (stream, null);
    }

    private bool TryTake(OpenedStream stream, out T item)
    {
        try
        {
            while (stream.TryRead(out var frame))
            {
                if (frame.Kind == SseFrameKind.Comment) _options.OnComment?.Invoke(Encoding.UTF8.GetString(frame.Data));
                else if (frame.Kind == SseFrameKind.Retry) _backoff.SetRetry(frame.Retry);
                else if (frame.Kind == SseFrameKind.Event && TryConvert(frame, out item)) return true;
            }
        }
        catch (Exception error)
        {
            // Whoever reads again goes on after the event that could not be read.
            status.Remember(stream.Parser.LastEventId);
            Fail(error);
            throw;
        }
        item = default!;
        return false;
    }

    private bool TryConvert(in SseFrame frame, out T item)
    {
        context.Metrics.Event();
        if (Ascii.Equals(frame.Type, ProtocolWords.GapEvent)) TellGap(GapReader.Read(frame));
        if (!convert(frame, status, out item)) return false;
        status.Remember(frame.LastEventId);
        return true;
    }

    private void TellGap(SseGap gap)
    {
        context.Metrics.Gap();
        context.Logger.Gap(gap.Reason);
        _options.OnGap?.Invoke(gap);
    }

    /// <summary>Null when bytes have come.</summary>
    private async Task<Failure?> ReceiveAsync(OpenedStream stream, Attempt attempt)
    {
        status.Remember(stream.Parser.LastEventId);
        try
        {
            attempt.Arm(_options.ReadTimeout ?? stream.HeartbeatInterval * _options.MissedHeartbeats ?? Timeout.InfiniteTimeSpan, SseRetryReason.Silence);
            var received = await stream.ReceiveAsync(attempt.Token).ConfigureAwait(false);
            attempt.Disarm();
            return received ? null : new Failure(SseRetryReason.EndOfStream, null);
        }
        catch (Exception error) when (!Failure.IsFinal(error) || attempt.Token.IsCancellationRequested)
        {
            return Failure.Of(error, attempt, SseRetryReason.ConnectionLost);
        }
    }

    private async Task<bool> WaitAsync(Failure failure, CancellationToken ended)
    {
        var restart = failure.Reason == SseRetryReason.Restart;
        var delay = restart ? TimeSpan.Zero : _backoff.Next();
        if (delay < failure.RetryAfter) delay = failure.RetryAfter;
        _reconnects++;
        status.State = SseClientState.Waiting;
        context.Metrics.Reconnect(failure.Reason);
        context.Logger.Retrying(failure.Reason, delay, _backoff.Failures, failure.Error);
        using var wait = new Attempt(_options.TimeProvider, ended);
        status.Enter(wait);
        _options.OnRetrying?.Invoke(new SseRetrying(failure.Reason, delay, _backoff.Failures, failure.Error));
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

    private string IdToSend()
    {
        var length = Encoding.UTF8.GetByteCount(status.LastEventId);
        if (length <= StreamSender.LongestId) return status.LastEventId;
        context.Logger.IdTooLong(length, StreamSender.LongestId);
        return "";
    }

    /// <summary>True when the client was disposed: reading ends without an error. Cancellation throws.</summary>
    private bool HasEnded(CancellationToken disposed, CancellationToken cancellationToken)
    {
        if (disposed.IsCancellationRequested)
        {
            _closed = new SseClosed(SseCloseReason.Disposed, null);
            return true;
        }
        cancellationToken.ThrowIfCancellationRequested();
        return false;
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
        _closed = new SseClosed(SseCloseReason.Failed, error);
        context.Logger.Failed(error);
    }
}
