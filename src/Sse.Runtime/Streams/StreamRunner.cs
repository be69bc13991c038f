using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Runs a handler on a stream: from the request to the last block.</summary>
internal static class StreamRunner
{
    public static Task RunAsync(HttpContext http, Func<SseStream, CancellationToken, Task> handler, SseStreamOptions options)
    {
        var application = StreamingHost.Of(http);
        var lastEventId = http.Request.GetLastEventId();
        if (options.CompleteOnReturn && CompletionBlock.IsSaidBy(lastEventId))
        {
            StreamHeaders.SetCompleted(http);
            return Task.CompletedTask;
        }
        if (HttpMethods.IsHead(http.Request.Method))
        {
            StreamHeaders.SetStream(http);
            return Task.CompletedTask;
        }
        var opening = Connection.OpenAsync(http, application, options.Retry ?? application.Options.Retry);
        // What waits for as long as the stream is open holds no more than it needs then.
        return opening.IsCompletedSuccessfully
            ? ServeAsync(opening.Result, handler, options.CompleteOnReturn, lastEventId)
            : OpenAndServeAsync(opening, handler, options.CompleteOnReturn, lastEventId);
    }

    private static async Task OpenAndServeAsync(ValueTask<Connection> opening, Func<SseStream, CancellationToken, Task> handler, bool completes, string lastEventId) =>
        await ServeAsync(await opening.ConfigureAwait(false), handler, completes, lastEventId).ConfigureAwait(false);

    private static async Task ServeAsync(Connection connection, Func<SseStream, CancellationToken, Task> handler, bool completes, string lastEventId)
    {
        try
        {
            // A client that came while the host stops has its goodbye already.
            if (connection.Closed.IsCancellationRequested) return;
            if (!await connection.WaitFor(handler(new SseStream(connection, lastEventId), connection.Closed))) connection.LogHandlerLeft();
            else if (completes) await connection.CompleteAsync(connection.LastId ?? lastEventId).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (connection.Closed.IsCancellationRequested)
        {
            // The handler stopped when it was told.
        }
        catch (Exception exception)
        {
            connection.Fail(exception);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
