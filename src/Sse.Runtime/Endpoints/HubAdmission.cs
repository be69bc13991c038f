using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Lets a subscription in: by the limits of its host, then those of its hub.</summary>
internal static class HubAdmission
{
    /// <summary>Lets it in, or lets it go.</summary>
    /// <param name="http">Its request.</param>
    /// <param name="host">The host.</param>
    /// <param name="hub">The hub.</param>
    /// <param name="subscription">The stream.</param>
    /// <param name="since">When it was asked for.</param>
    /// <param name="lease">What is disposed of when the stream is over, as it is removed from the hub then.</param>
    /// <returns>False when it is turned away: nothing is left of it then.</returns>
    public static bool TryEnter(HttpContext http, StreamingHost host, HubCore hub, StreamSubscription subscription, long since, out StreamLease lease)
    {
        lease = default;
        var isCounted = false;
        var isAdded = false;
        var isAsked = false;
        try
        {
            isCounted = host.Limits.TryEnter(http, subscription.Meter, out lease);
            if (!isCounted) return false;
            isAsked = true;
            isAdded = hub.TryAdd(subscription, since);
            if (!isAdded && !hub.IsStopped) host.Limits.TurnAway(hub.IsFull ? nameof(SseHubOptions.MaxSubscribers) : nameof(SseHubLimits.MaxStreamsPerTopic), subscription.Meter);
            return isAdded;
        }
        finally
        {
            // The hub itself lets go whom it doesn't take.
            if (!isAsked) subscription.Leave();
            if (isCounted && !isAdded) lease.Dispose();
        }
    }
}
