using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What holds for the hub streams of one endpoint. <c>MapSse</c> has <see cref="SseEndpointOptions"/>.</summary>
public class SseSubscribeOptions
{
    internal static readonly SseSubscribeOptions Default = new();

    /// <summary>
    /// Where a client begins that gives no id: <see cref="SseStart.Now"/>, the default, <see cref="SseStart.Earliest"/> or
    /// <see cref="SseStart.Snapshot"/>. With a snapshot, one also follows each gap. What the hub keeps for it is said by
    /// <see cref="SseRetentionOptions.KeepLatest"/>.
    /// </summary>
    public SseStart Start { get; set; }

    /// <summary>
    /// The application's own snapshot, instead of the hub's: clients that give no id begin with it. What is published while
    /// it is read is not lost, but may repeat what it has seen: until <see cref="SseLive"/> values may step back.
    /// </summary>
    public SseSnapshotSource? Snapshot { get; set; }

    /// <summary>
    /// The most deliveries in a second to one client; null, the default, sets no limit. What comes between two of them
    /// waits, events in order, and of each key only the newest is sent. Clients may ask for fewer with the query
    /// <c>maxFrequency</c>. Gaps, snapshots, completions and heartbeats don't wait.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1/60 or above 1,000.</exception>
    public decimal? MaxFrequency
    {
        get;
        set
        {
            if (value is { } frequency)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(frequency, Frequency.Least, nameof(value));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(frequency, Frequency.Most, nameof(value));
            }
            field = value;
        }
    }

    /// <summary>How much is replayed to a client that names no position of the hub's log.</summary>
    public SseReplayOptions Replay { get; } = new();

    /// <summary>What becomes of a client that falls out of retention; <see cref="SseSlowSubscriberPolicy.Gap"/> by default.</summary>
    public SseSlowSubscriberPolicy WhenSlow { get; set; }

    /// <summary>How long a client waits before it reconnects; null takes <see cref="SseOptions.Retry"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or longer than a day.</exception>
    public TimeSpan? Retry
    {
        get;
        set
        {
            if (value is { } retry)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(retry, TimeSpan.Zero, nameof(value));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(retry, TimeSpan.FromDays(1), nameof(value));
            }
            field = value;
        }
    }

    /// <summary>
    /// How long a stream may last; null, the default, sets no limit. Each ends at a random time in the last tenth of it,
    /// so that clients don't all come back in one moment. They come back after the normal retry and lose nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is shorter than a second or longer than 365 days.</exception>
    public TimeSpan? MaxAge
    {
        get;
        set
        {
            if (value is { } age)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.FromSeconds(1), nameof(value));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(age, TimeSpan.FromDays(365), nameof(value));
            }
            field = value;
        }
    }

    /// <summary>
    /// Whether a stream ends when its sign-in does, as far as that is known: the expiry of what was authenticated, a cookie or a
    /// token, or an <c>exp</c> claim. On by default. The client is told a random wait of some seconds and comes back; a request
    /// whose sign-in is over already is answered with 401.
    /// </summary>
    public bool EndsWithSignIn { get; set; } = true;

    /// <summary>
    /// Says when a client's right to its stream ends, asked once before the stream opens; the earliest end that is known
    /// counts. Null, the default, and null as the answer say nothing. What it throws is answered as any other request's failure.
    /// </summary>
    public Func<HttpContext, DateTimeOffset?>? Expires { get; set; }

    /// <summary>
    /// Says whether a client may read a topic: asked about each of a stream's topics, wherever its name came from, before the
    /// stream opens, and again whenever the client comes back. One that is refused refuses the request: 401 when nobody has
    /// signed in, else 403, as when it throws. Policies of <c>RequireTopicAuthorization</c> are asked first, and both must agree.
    /// Null, the default, asks nobody.
    /// </summary>
    public Func<SseTopicAuthorization, ValueTask<bool>>? AuthorizeTopic { get; set; }

    /// <summary>
    /// How often it is asked again whether an open stream may go on: the endpoint's own policies, those of the hub's class, and the
    /// policies and <see cref="AuthorizeTopic"/> about each topic. Each stream is asked about at a random time in the second half of
    /// it. One that is refused ends with <see cref="SseDisconnectReason.Unauthorized"/>, and so does one about which somebody throws or
    /// takes longer than 30 seconds. Null, the default, asks only when a client connects.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is shorter than a second or longer than 365 days.</exception>
    /// <remarks>
    /// What is asked gets a copy of the request as it was when the stream opened, with services of its own and the user of that
    /// moment, and no body, session or response. 32 streams of a host are asked about at a time; the others wait.
    /// </remarks>
    public TimeSpan? ReauthorizeEvery
    {
        get;
        set
        {
            if (value is { } interval)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromSeconds(1), nameof(value));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(interval, TimeSpan.FromDays(365), nameof(value));
            }
            field = value;
        }
    }

    /// <summary>Called once its topics are authorized, before the headers leave. It may refuse the client; what it throws is answered as any other request's failure.</summary>
    public Func<SseConnecting, ValueTask>? OnConnecting { get; set; }

    /// <summary>Called once for each stream that was opened, when it has ended, and why.</summary>
    public Action<SseSubscriber, SseDisconnectReason>? OnDisconnected { get; set; }
}
