using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Runs a handler on a stream: from the request to the last block.</summary>
internal static class StreamRunner
{
    public static Task RunAsync(HttpContext http, Func<SseStream, CancellationToken, Task> handler, SseStreamOptions options)
    {
        var host = StreamingHost.Of(http);
        var lastEventId = http.Request.GetLastEventId();
        if (options.CompleteOnReturn && CompletionBlock.IsSaidBy(lastEventId))
        {
            StreamHeaders.SetCompleted(http);
            return Task.CompletedTask;
        }
        var end = SignInEnd.Find(http, options.EndsWithSignIn, options.Expires);
        if (end is { } moment && host.Connections.IsPast(moment)) return Refused.AnswerAsync(http, canSignIn: true);
        if (HttpMethods.IsHead(http.Request.Method)) return StreamHeaders.AnswerHead(http);
        var connection = new HandlerConnection(http, host, lastEventId) { SignInEndsAt = host.Connections.TimestampOf(end), MayComplete = options.CompleteOnReturn };
        if (host.Limits.TryEnter(http, connection.Meter, out var lease)) return ServeAsync(connection, handler, lastEventId, options, lease, RequestStart.Of(http));
        return !host.IsStopping && host.Limits.TryRefuse(http) ? Task.CompletedTask : TurnAwayAsync(connection);
    }

    // Its id stays what it is: it comes back to the same place.
    private static async Task TurnAwayAsync(HandlerConnection connection)
    {
        try { await connection.OpenAsync(StreamLimits.NextRetry(), id: null).ConfigureAwait(false); }
        finally { await connection.DisposeAsync().ConfigureAwait(false); }
    }

    private static async Task ServeAsync(
        HandlerConnection connection, Func<SseStream, CancellationToken, Task> handler, string lastEventId, SseStreamOptions options, StreamLease lease, long since)
    {
        var opened = connection.Host.Connections.Timestamp;
        var reason = SseDisconnectReason.Completed;
        connection.Meter.Opened();
        try
        {
            // A client that came while the host stops has its goodbye already.
            if (!await connection.OpenAsync(options.Retry ?? connection.Host.Options.Retry, id: null).ConfigureAwait(false)) return;
            if (HandlerStreams.IsDisconnected(connection, since)) return;
            var running = handler(new SseStream(connection, lastEventId), connection.Closed);
            if (!await connection.WaitFor(running)) LeaveBehind(connection, running);
            else if (options.CompleteOnReturn) await connection.Response.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (connection.IsMereEnd(exception))
        {
            // The handler stopped when it was told, or could not go on without its client: which may have told it before it told us.
            reason = connection.EndedBy ?? (connection.Host.IsStopping ? SseDisconnectReason.Stopping : SseDisconnectReason.ClientGone);
        }
        catch
        {
            reason = SseDisconnectReason.Failed;
            await connection.FailAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (reason == SseDisconnectReason.Completed) reason = connection.EndedBy ?? reason;
            connection.Meter.Ended(reason.Word(), connection.Host.Connections.Since(opened));
            lease.Dispose();
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void LeaveBehind(HandlerConnection connection, Task running)
    {
        // One that waits for a client that takes nothing is not to blame.
        if (!connection.IsGone) connection.Host.Logger.HandlerAbandoned(connection.Host.Options.ShutdownGracePeriod);
        _ = ListenAsync(connection.Host, running);
    }

    private static async Task ListenAsync(StreamingHost host, Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (HandlerWait.FailureOf(running) is { } exception) host.Logger.AbandonedHandlerFailed(exception);
    }
}
