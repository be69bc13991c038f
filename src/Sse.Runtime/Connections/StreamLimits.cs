using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>
/// Who may open a stream, by the limits of one host. All are looked at and counted in one step. Thread-safe.
/// </summary>
internal sealed class StreamLimits(SseLimits limits, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly StreamCounts<string> _users = new(limits.MaxStreamsPerUser);
    private readonly StreamCounts<ClientAddress> _addresses = new(limits.MaxStreamsPerAddress);
    private readonly StreamCounts<ClientAddress> _connects = new(limits.MaxConnectsPerSecondPerAddress);
    private readonly TurnedAwayLog _log = new(time, logger);
    private readonly bool _isOff = limits is { MaxStreams: null, MaxStreamsPerUser: null, MaxStreamsPerAddress: null, MaxConnectsPerSecond: null, MaxConnectsPerSecondPerAddress: null };
    private int _streams;
    private int _begun;
    private long _second;

    /// <summary>How many streams are counted; 0 while there is no limit.</summary>
    public int Streams => Volatile.Read(ref _streams);

    /// <summary>How many users and addresses are remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (_lock) return _users.Keys + _addresses.Keys;
        }
    }

    /// <summary>How long one who is turned away is to wait.</summary>
    public static TimeSpan NextRetry() => Jitter.Between(ShortestWait, LongestWait);

    /// <summary>Takes a stream in.</summary>
    /// <param name="http">Its request.</param>
    /// <param name="meter">What is counted of it.</param>
    /// <param name="lease">What is disposed of when the stream is over.</param>
    /// <returns>Whether it may open.</returns>
    public bool TryEnter(HttpContext http, StreamMeter meter, out StreamLease lease)
    {
        lease = default;
        if (_isOff) return true;
        // Others' code, and under no lock.
        var user = _users.IsOff ? null : limits.User is { } find ? find(http) : http.User.FindFirstValue(ClaimTypes.NameIdentifier);
        var address = ClientAddress.Of(http.Connection.RemoteIpAddress);
        string? reason;
        lock (_lock)
        {
            reason = FindReason(user, address);
            if (reason is null) Count(user, address);
        }
        if (reason is not null) TurnAway(reason, meter);
        else lease = new StreamLease(this, user, address);
        return reason is null;
    }

    /// <summary>A client was turned away by a limit: it is counted, and logged, not for each of them.</summary>
    public void TurnAway(string reason, StreamMeter meter)
    {
        meter.Refuse(Refusals.OfLimit(reason));
        _log.Add(reason);
    }

    /// <summary>Answers who is turned away with a status, where the application wants that.</summary>
    /// <returns>Whether it is answered; if not, it gets an empty stream.</returns>
    public bool TryRefuse(HttpContext http)
    {
        if (limits.RefuseWith is not { } status) return false;
        StreamHeaders.ForbidSniffing(http);
        http.Response.StatusCode = status;
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(NextRetry().TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        return true;
    }

    /// <summary>A stream is over.</summary>
    public void Leave(string? user, ClientAddress address)
    {
        lock (_lock)
        {
            _streams--;
            _addresses.Remove(address);
            if (user is not null) _users.Remove(user);
        }
    }

    private string? FindReason(string? user, ClientAddress address)
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        if (second != _second)
        {
            (_second, _begun) = (second, 0);
            _connects.Clear();
        }
        if (_streams >= limits.MaxStreams) return nameof(limits.MaxStreams);
        if (user is not null && !_users.HasRoom(user)) return nameof(limits.MaxStreamsPerUser);
        if (!_addresses.HasRoom(address)) return nameof(limits.MaxStreamsPerAddress);
        if (_begun >= limits.MaxConnectsPerSecond) return nameof(limits.MaxConnectsPerSecond);
        return _connects.HasRoom(address) ? null : nameof(limits.MaxConnectsPerSecondPerAddress);
    }

    private void Count(string? user, ClientAddress address)
    {
        _streams++;
        _begun++;
        _addresses.Add(address);
        _connects.Add(address);
        if (user is not null) _users.Add(user);
    }
}

/// <summary>One stream's part of the limits. Dispose of it once.</summary>
internal readonly struct StreamLease(StreamLimits limits, string? user, ClientAddress address) : IDisposable
{
    private readonly StreamLimits? _limits = limits;

    public void Dispose() => _limits?.Leave(user, address);
}
