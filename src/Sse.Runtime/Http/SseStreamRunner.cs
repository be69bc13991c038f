using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Runs a handler on a stream: from the request to the last block.</summary>
internal static class SseStreamRunner
{
    public static async Task RunAsync(HttpContext http, Func<SseStream, CancellationToken, Task> handler, SseStreamOptions options)
    {
        var application = SseApplication.Of(http.RequestServices);
        var lastEventId = http.Request.GetLastEventId();
        if (options.CompleteOnReturn && SseCompletion.IsSaidBy(lastEventId))
        {
            SseResponseHeaders.SetCompleted(http);
            return;
        }
        if (HttpMethods.IsHead(http.Request.Method))
        {
            SseResponseHeaders.SetStream(http);
            return;
        }

        var connection = await SseConnection.OpenAsync(http, application, options.Retry ?? application.Options.Retry).ConfigureAwait(false);
        try
        {
            // A client that came while the host stops has its goodbye already.
            if (connection.Closed.IsCancellationRequested) return;
            await handler(new SseStream(connection, lastEventId), connection.Closed).WaitAsync(application.Shutdown.GraceOver).ConfigureAwait(false);
            if (options.CompleteOnReturn) await connection.CompleteAsync(connection.LastId ?? lastEventId).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == application.Shutdown.GraceOver)
        {
            // One that waits for a client that takes nothing is not to blame.
            if (!connection.IsGone) application.Logger.HandlerAbandoned(application.Options.ShutdownGracePeriod);
        }
        catch (OperationCanceledException) when (connection.Closed.IsCancellationRequested)
        {
            // The handler stopped when it was told.
        }
        catch (Exception exception)
        {
            // One that waits for a client that takes nothing is not to blame.
            if (!connection.IsGone) application.Logger.HandlerFailed(exception);
            connection.Abort();
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
