using System.Buffers;

namespace Sse;

/// <content>What is written that no producer asked for.</content>
internal sealed partial class Connection : IThreadPoolWorkItem
{
    private bool _saidLastWord;

    /// <summary>Whether <see cref="LookAfter"/> has something to do.</summary>
    /// <param name="now">The timer's time.</param>
    public bool IsDue(long now) => !_gone && IsDue(now, Volatile.Read(ref _flushingSince));

    /// <summary>Sends a heartbeat to a silent connection, aborts one that takes nothing. Doesn't wait.</summary>
    /// <param name="now">The timer's time.</param>
    public void LookAfter(long now)
    {
        // Read once: a flush that begins meanwhile has its whole time before it.
        var flushingSince = Volatile.Read(ref _flushingSince);
        if (_gone || !IsDue(now, flushingSince)) return;
        if (flushingSince != NotFlushing)
        {
            _application.Logger.WriteTimedOut(_application.Options.WriteTimeout);
            Abort();
        }
        else if (_turn.TryTake())
        {
            _ = BeatAsync();
        }
    }

    /// <summary>
    /// Stops waiting, for the handler and for a flush that has not completed. One that begins later sees for itself that
    /// the grace period is over.
    /// </summary>
    public void EndGrace()
    {
        if (Volatile.Read(ref _flushingSince) != NotFlushing) Abort();
        LeaveHandler();
    }

    /// <summary>
    /// Writes the block that says the stream is over for good. Writes nothing when the client is gone or the host is
    /// shutting down: then it is not over.
    /// </summary>
    /// <param name="lastId">The last id the client has, or empty.</param>
    /// <returns>Whether it was written.</returns>
    public async ValueTask<bool> CompleteAsync(string lastId)
    {
        await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_gone || _saidLastWord || _application.IsStopping) return false;
            _saidLastWord = true;
            Write(lastId, static (ref writer, id) => writer.WriteCompletion(id));
            Settle(await StartFlush().ConfigureAwait(false));
            return !_gone;
        }
        finally
        {
            _turn.Release();
        }
    }

    // The host is shutting down.
    void IThreadPoolWorkItem.Execute()
    {
        // In line first, so that its place is before the end of a handler that stops when it is told.
        _ = SayGoodbyeAsync();
        Close();
    }

    /// <summary>Writes the block that tells the client when to come back, unless the last word was said. Doesn't throw.</summary>
    public async Task SayGoodbyeAsync()
    {
        await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        await WriteGoodbyeAsync().ConfigureAwait(false);
        _turn.Release();
    }

    private bool IsDue(long now, long flushingSince) => flushingSince == NotFlushing
        ? now - Volatile.Read(ref _lastWrite) >= _application.Connections.HeartbeatInterval
        : now - flushingSince >= _application.Connections.WriteTimeout;

    private async Task WriteGoodbyeAsync()
    {
        if (_gone || _saidLastWord) return;
        _saidLastWord = true;
        try
        {
            Write(_application.Shutdown.NextRetry(), static (ref writer, retry) =>
            {
                writer.WriteRetry(retry);
                writer.EndBlock();
            });
            Settle(await StartFlush().ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            GiveUp(exception);
        }
    }

    private async Task BeatAsync()
    {
        try
        {
            // With a blank line: one known client takes the line behind an empty comment for part of it.
            _body.Write(":\n\n"u8);
            Settle(await StartFlush().ConfigureAwait(false));
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

    private async ValueTask WriteOpeningAsync(TimeSpan retry, string? id)
    {
        try
        {
            Write((_application.Options.HeartbeatInterval, retry, id), static (ref writer, start) => writer.WriteOpening(start.HeartbeatInterval, start.retry, start.id));
            Settle(await StartFlush().ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Write<T>(T state, SseBlockAction<T> write)
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
        _application.Logger.WriteFailed(exception);
        Abort();
    }

    private delegate void SseBlockAction<T>(ref SseFrameWriter writer, T state);
}
