using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// How many streams a host serves, whatever they are of. All limits are off by default. Nobody who is connected is evicted:
/// who comes beyond one is turned away, and misses nothing when it comes back. Validated when the application starts.
/// </summary>
public sealed class SseLimits
{
    /// <summary>How many streams may be open at a time; null sets no limit. At least 1.</summary>
    public int? MaxStreams { get; set; }

    /// <summary>How many streams one user may have open at a time; null sets no limit. Who has not signed in is no user. At least 1.</summary>
    public int? MaxStreamsPerUser { get; set; }

    /// <summary>
    /// How many streams one address may have open at a time; null sets no limit. At least 1. The address is the connection's, behind
    /// a proxy that of <c>UseForwardedHeaders</c>; of IPv6 the first 64 bits.
    /// </summary>
    public int? MaxStreamsPerAddress { get; set; }

    /// <summary>How many streams may begin in one second of the clock; null sets no limit. At least 1.</summary>
    public int? MaxConnectsPerSecond { get; set; }

    /// <summary>How many streams one address may begin in one second of the clock; null sets no limit. At least 1.</summary>
    public int? MaxConnectsPerSecondPerAddress { get; set; }

    /// <summary>
    /// Says who a request's user is, for <see cref="MaxStreamsPerUser"/>; null is nobody. Left out, it is the claim
    /// <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>. Called from any thread.
    /// </summary>
    public Func<HttpContext, string?>? User { get; set; }

    /// <summary>
    /// The status for who is turned away, with <c>Retry-After</c>: 429 or 503. Null, the default, answers with an empty stream,
    /// since an EventSource never comes back after any status but 200. Either way it is to come back in 10 to 30 seconds.
    /// Holds for the hubs' limits too.
    /// </summary>
    public int? RefuseWith { get; set; }
}
