using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Runs a client's subscription to a hub: from the request to the last block.</summary>
internal static class HubStream
{
    private static readonly TimeSpan ShortestWaitOutside = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWaitOutside = TimeSpan.FromSeconds(30);

    /// <summary>Runs it for a client that may read the topics.</summary>
    /// <param name="http">The request; its response has not started.</param>
    /// <param name="hub">The hub.</param>
    /// <param name="topics">Which topics it reads.</param>
    /// <param name="options">What holds for its stream.</param>
    /// <param name="since">When its request began: <see cref="RequestStart"/>.</param>
    public static Task RunAsync(HttpContext http, HubCore hub, SseTopicSelection topics, SseSubscribeOptions options, long since)
    {
        var requested = RequestedId.Of(http.Request);
        if (requested.Id is { } id && CompletionBlock.IsSaidBy(id))
        {
            StreamHeaders.SetCompleted(http);
            return Task.CompletedTask;
        }
        if (Frequency.Find(http.Request, options.MaxFrequency, hub.Options.Retention, out var frequency) is { } problem) return BadRequest.WriteAsync(http, problem);
        return options.OnConnecting is null
            ? ServeAsync(http, hub, topics, options, requested, frequency, since)
            : AskAndServeAsync(options.OnConnecting, http, hub, topics, options, requested, frequency, since);
    }

    private static async Task AskAndServeAsync(
        Func<SseConnecting, ValueTask> ask, HttpContext http, HubCore hub, SseTopicSelection topics, SseSubscribeOptions options, RequestedId requested, decimal? frequency, long since)
    {
        var connecting = new SseConnecting(http, topics);
        try
        {
            await ask(connecting).ConfigureAwait(false);
        }
        catch (Exception exception) when (Connection.SaysEnd(exception) && http.RequestAborted.IsCancellationRequested)
        {
            // It could not go on without its client.
            return;
        }
        catch (Exception exception) when (Connection.SaysEnd(exception) && StreamingHost.Of(http).IsStopping)
        {
            await SendAwayAsync(http).ConfigureAwait(false);
            return;
        }
        catch (SseTopicNameException exception)
        {
            await BadRequest.WriteAsync(http, exception.Problem).ConfigureAwait(false);
            return;
        }
        if (connecting.RefusedWith is { } status)
        {
            StreamingHost.Of(http).Instruments.Streams.Of(http, hub.Meter.Hub).Refuse(Refusals.Rejected);
            StreamHeaders.ForbidSniffing(http);
            http.Response.StatusCode = status;
        }
        else await ServeAsync(http, hub, topics, options, requested, frequency, since).ConfigureAwait(false);
    }

    // Another process told it a place that this one has not come to yet: decided too early, it would be a gap that isn't one.
    private static async Task WaitAndServeAsync(
        SsePosition position, HttpContext http, HubCore hub, SseTopicSelection topics, SseSubscribeOptions options, RequestedId requested, decimal? frequency, long since, DateTimeOffset? end)
    {
        bool isHere;
        var host = StreamingHost.Of(http);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.Stopping);
        try { isHere = await hub.WaitForAsync(position, ending.Token).ConfigureAwait(false); }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested) { return; }
        catch (OperationCanceledException) { isHere = false; }
        if (isHere) await ServeHereAsync(http, hub, topics, options, requested, frequency, since, end).ConfigureAwait(false);
        else await SendAwayAsync(http, Jitter.Between(ShortestWaitOutside, LongestWaitOutside)).ConfigureAwait(false);
    }

    /// <summary>Answers a client that was not asked to the end, because the host stops: with no event, and a time to come back after.</summary>
    // Any status but 200 would keep it away for good.
    public static Task SendAwayAsync(HttpContext http) => SendAwayAsync(http, StreamingHost.Of(http).Shutdown.NextRetry());

    private static async Task SendAwayAsync(HttpContext http, TimeSpan retry)
    {
        var host = StreamingHost.Of(http);
        var connection = new HandlerConnection(http, host, lastEventId: "");
        try { await connection.OpenAsync(retry, id: null).ConfigureAwait(false); }
        finally { await connection.DisposeAsync().ConfigureAwait(false); }
    }

    private static Task ServeAsync(HttpContext http, HubCore hub, SseTopicSelection topics, SseSubscribeOptions options, RequestedId requested, decimal? frequency, long since)
    {
        // Asked here, so that a sign-in that ends while its client waits to be admitted counts.
        var end = SignInEnd.Find(http, options.EndsWithSignIn, options.Expires);
        if (end is { } moment && StreamingHost.Of(http).Connections.IsPast(moment)) return Refused.AnswerAsync(http, canSignIn: true);
        if (HttpMethods.IsHead(http.Request.Method)) return StreamHeaders.AnswerHead(http);
        return hub.IsAhead(requested.Id, out var position)
            ? WaitAndServeAsync(position, http, hub, topics, options, requested, frequency, since, end)
            : ServeHereAsync(http, hub, topics, options, requested, frequency, since, end);
    }

    private static Task ServeHereAsync(
        HttpContext http, HubCore hub, SseTopicSelection topics, SseSubscribeOptions options, RequestedId requested, decimal? frequency, long since, DateTimeOffset? end)
    {
        var delivery = new DeliveryOptions
        {
            WhenSlow = options.WhenSlow,
            Snapshots = options.Start.IsSnapshot,
            Source = options.Snapshot,
            Interval = Frequency.IntervalOf(frequency),
        };
        var log = hub.Log;
        var start = requested.IsGiven
            ? Resumption.From(log, topics, delivery.Mode, requested.Id, options.Replay)
            : Resumption.From(log, topics, delivery.Mode, options.Snapshot is null ? options.Start : SseStart.Snapshot);
        var host = StreamingHost.Of(http);
        var subscription = new StreamSubscription(hub, log, start.Cursor, delivery, http.User, ResponseWriter.IsServersOwnOf(http), host.Instruments.Streams.Of(http, hub.Meter.Hub)) { Address = http.Connection.RemoteIpAddress };
        var connection = new HubConnection(http, host, subscription) { ExpiresAt = host.Connections.ExpiryOf(RedeemedTicket.Bound(http, options.MaxAge)), SignInEndsAt = host.Connections.TimestampOf(end) };
        connection.Reauthorization = Reauthorization.Of(http, connection, options.ReauthorizeEvery);
        var isAdmitted = HubAdmission.TryEnter(http, host, hub, subscription, since, out var lease);
        if (!isAdmitted && !hub.IsStopped && !host.IsStopping) hub.Counts.OnTurnedAway();
        if (!isAdmitted && !host.IsStopping && host.Limits.TryRefuse(http)) return Task.CompletedTask;
        return DeliverAsync(connection, hub, subscription, start, options, isAdmitted, lease);
    }

    // The one method that waits for as long as a stream is open.
    private static async Task DeliverAsync(HubConnection connection, HubCore hub, StreamSubscription subscription, Resumption start, SseSubscribeOptions options, bool isAdmitted, StreamLease lease)
    {
        var gap = start.Gap;
        var opened = connection.Host.Connections.Timestamp;
        if (isAdmitted) connection.Meter.Opened();
        var reason = SseDisconnectReason.Failed;
        try
        {
            // With 200: an EventSource that gets anything else never comes back.
            var retry = isAdmitted ? options.Retry ?? connection.Host.Options.Retry : StreamLimits.NextRetry();
            // A client that is to be told of a gap must come back to it if it is cut before.
            await connection.OpenAsync(retry, gap is null ? subscription.Position.ToString() : null).ConfigureAwait(false);
            if (!isAdmitted) return;
            if (start.StrangersBytes > Replays.Small && (subscription.ReplayTurn = await hub.Replays.TakeTurnAsync(connection.Closed).ConfigureAwait(false)) is null)
                gap = subscription.SkipReplay(gap);

            reason = await subscription.RunAsync(connection.Response, gap).ConfigureAwait(false);
            // A client that didn't get the last block comes back for it.
            if (reason is SseDisconnectReason.Completed or SseDisconnectReason.DisconnectedForGood && !await connection.Response.CompleteAsync().ConfigureAwait(false)) reason = SseDisconnectReason.ClientGone;
            // Streams that are too old end at random times: their clients need no wait of their own.
            if (reason is SseDisconnectReason.Disconnected or SseDisconnectReason.TooSlow or SseDisconnectReason.LogReplaced or SseDisconnectReason.Stopping
                or SseDisconnectReason.Expired or SseDisconnectReason.Unauthorized) await connection.Response.SayGoodbyeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (connection.IsMereEnd(exception))
        {
            reason = SseDisconnectReason.ClientGone;
        }
        catch
        {
            await connection.FailAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            subscription.ReplayTurn?.Dispose();
            if (isAdmitted)
            {
                hub.Remove(subscription);
                lease.Dispose();
                if (reason == SseDisconnectReason.ClientGone && connection.Host.IsStopping) reason = SseDisconnectReason.Stopping;
                connection.Meter.Ended(reason.Word(), connection.Host.Connections.Since(opened));
                Tell(options, subscription, reason, connection.Host);
            }
        }
    }

    private static void Tell(SseSubscribeOptions options, StreamSubscription subscription, SseDisconnectReason reason, StreamingHost host)
    {
        try { options.OnDisconnected?.Invoke(subscription, reason); }
        catch (Exception exception) { host.Logger.DisconnectedCallbackFailed(exception); }
    }
}
