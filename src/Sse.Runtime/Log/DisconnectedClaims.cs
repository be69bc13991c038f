using System.Security.Claims;

namespace Sse;

/// <summary>Who was disconnected lately, by which claim and when: what they were given before lets them in no more.</summary>
/// <remarks>Not thread-safe: <see cref="TicketBook"/> is.</remarks>
internal sealed class DisconnectedClaims
{
    /// <summary>For how long it is remembered: as long as a stream's cookie may live.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private const int Most = 10_000;

    private readonly Dictionary<(string Type, string Value), DateTimeOffset> _last = [];
    private readonly PriorityQueue<(string Type, string Value), DateTimeOffset> _order = new();

    /// <summary>Somebody was disconnected.</summary>
    /// <param name="order">The order.</param>
    /// <param name="now">The time here: another clock that is ahead must not keep somebody out for longer.</param>
    /// <returns>When the newest was that had to be forgotten for it, if one was.</returns>
    public DateTimeOffset? Add(ClaimDisconnect order, DateTimeOffset now)
    {
        var key = (order.Type, order.Value);
        var at = order.At < now ? order.At : now;
        if (now - at > Longest || (_last.TryGetValue(key, out var known) && known >= at)) return null;
        _last[key] = at;
        _order.Enqueue(key, at);
        Drop(now - Longest);
        return _order.Count > Most && _order.TryPeek(out _, out var oldest) ? Drop(oldest) : null;
    }

    /// <summary>Whether somebody was disconnected after a moment.</summary>
    public bool Mean(ClaimsPrincipal user, DateTimeOffset since)
    {
        if (_last.Count == 0) return false;
        foreach (var identity in user.Identities)
        {
            if (!identity.IsAuthenticated) continue;
            foreach (var claim in identity.Claims)
                if (_last.TryGetValue((claim.Type, claim.Value), out var at) && at >= since) return true;
        }
        return false;
    }

    private DateTimeOffset? Drop(DateTimeOffset upTo)
    {
        DateTimeOffset? dropped = null;
        while (_order.TryPeek(out var key, out var at) && at <= upTo)
        {
            _order.Dequeue();
            // Where it was disconnected again, a later entry is in the order.
            if (!_last.TryGetValue(key, out var last) || last != at) continue;
            _last.Remove(key);
            dropped = at;
        }
        return dropped;
    }
}
