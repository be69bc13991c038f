using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Runs a client's subscription to a hub: from the request to the last block.</summary>
internal static class HubStreamRunner
{
    private static readonly TimeSpan ShortestWaitOutside = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWaitOutside = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(HttpContext http, HubCore hub, SseTopicSelection topics, SseSubscribeOptions options)
    {
        var application = StreamingHost.Of(http);
        var requested = RequestedId.Of(http.Request);
        if (requested.Id is { } id && CompletionBlock.IsSaidBy(id))
        {
            StreamHeaders.SetCompleted(http);
            return;
        }
        if (Frequency.Find(http.Request, options.MaxFrequency, out var frequency) is { } problem)
        {
            await TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http).ConfigureAwait(false);
            return;
        }
        if (await IsRefusedAsync(http, topics, options).ConfigureAwait(false)) return;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            StreamHeaders.SetStream(http);
            return;
        }

        var delivery = new DeliveryOptions
        {
            WhenSlow = options.WhenSlow,
            Snapshots = options.Start.IsSnapshot,
            Source = options.Snapshot,
            Interval = Frequency.IntervalOf(frequency),
        };
        var start = requested.IsGiven
            ? Resumption.From(hub.Log, topics, delivery.Mode, requested.Id)
            : Resumption.From(hub.Log, topics, delivery.Mode, options.Snapshot is null ? options.Start : SseStart.Snapshot);
        var subscription = new StreamSubscription(hub, start.Cursor, delivery, http.User) { ExpiresAt = ExpiresAt(hub.Time, options.MaxAge) };
        if (!hub.TryAdd(subscription))
        {
            await TurnAwayAsync(http, application).ConfigureAwait(false);
            return;
        }
        SseDisconnectReason? reason = null;
        try
        {
            var retry = options.Retry ?? application.Options.Retry;
            var connection = await Connection.OpenAsync(http, application, retry, requested.IsGiven ? null : subscription.Position.ToString()).ConfigureAwait(false);
            reason = await DeliverAsync(connection, application, subscription, start.Gap).ConfigureAwait(false);
        }
        finally
        {
            hub.Remove(subscription);
            if (reason is { } ended) Tell(options, subscription, ended, application);
        }
    }

    private static async ValueTask<bool> IsRefusedAsync(HttpContext http, SseTopicSelection topics, SseSubscribeOptions options)
    {
        if (options.OnConnecting is null) return false;
        var connecting = new SseConnecting(http, topics);
        await options.OnConnecting(connecting).ConfigureAwait(false);
        if (connecting.RefusedWith is not { } status) return false;
        http.Response.StatusCode = status;
        return true;
    }

    private static async Task<SseDisconnectReason> DeliverAsync(
        Connection connection, StreamingHost application, StreamSubscription subscription, SseGap? gap)
    {
        try
        {
            using var closed = connection.Closed.UnsafeRegister(
                static state =>
                {
                    var (subscription, application) = ((StreamSubscription, StreamingHost))state!;
                    subscription.Close(application.IsStopping ? SseDisconnectReason.Stopping : SseDisconnectReason.ClientGone);
                },
                (subscription, application));
            var reason = await subscription.RunAsync(connection, gap).ConfigureAwait(false);
            if (reason == SseDisconnectReason.Completed)
            {
                // A client that didn't get the last block comes back for it.
                if (!await connection.CompleteAsync(subscription.Position.ToString()).ConfigureAwait(false)) reason = SseDisconnectReason.ClientGone;
            }
            // Streams that are too old end at random times: their clients need no wait of their own.
            else if (reason is not (SseDisconnectReason.ClientGone or SseDisconnectReason.MaxAge)) await connection.SayGoodbyeAsync().ConfigureAwait(false);
            return reason == SseDisconnectReason.ClientGone && application.IsStopping ? SseDisconnectReason.Stopping : reason;
        }
        catch (Exception exception)
        {
            application.Logger.DeliveryFailed(exception);
            connection.Abort();
            return SseDisconnectReason.Failed;
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    // With 200: an EventSource that gets anything else never comes back.
    private static async Task TurnAwayAsync(HttpContext http, StreamingHost application)
    {
        var retry = ShortestWaitOutside + ((LongestWaitOutside - ShortestWaitOutside) * NextRandom());
        var connection = await Connection.OpenAsync(http, application, retry).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static long ExpiresAt(TimeProvider time, TimeSpan? maxAge) => maxAge is not { } age
        ? long.MaxValue
        : time.GetTimestamp() + (long)(age.TotalSeconds * (1 - (NextRandom() / 10)) * time.TimestampFrequency);

    private static void Tell(SseSubscribeOptions options, StreamSubscription subscription, SseDisconnectReason reason, StreamingHost application)
    {
        try { options.OnDisconnected?.Invoke(subscription, reason); }
        catch (Exception exception) { application.Logger.DisconnectedCallbackFailed(exception); }
    }

#pragma warning disable CA5394 // Spreads load; nothing is kept secret by it.
    private static double NextRandom() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
