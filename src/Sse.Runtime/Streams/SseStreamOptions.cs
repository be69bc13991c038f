using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>What holds for the streams of one endpoint.</summary>
public sealed class SseStreamOptions
{
    internal static readonly SseStreamOptions Default = new();

    private readonly TimeSpan? _retry;

    /// <summary>How long a client waits before it reconnects; null takes <see cref="SseOptions.Retry"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan? Retry
    {
        get => _retry;
        init
        {
            if (value is { } retry) ArgumentOutOfRangeException.ThrowIfLessThan(retry, TimeSpan.Zero, nameof(value));
            _retry = value;
        }
    }

    /// <summary>
    /// Whether a stream ends when its sign-in does, as far as that is known: the expiry of what was authenticated, a cookie or a
    /// token, or an <c>exp</c> claim. On by default. The handler's token fires, and the client is told a random wait of some
    /// seconds and comes back; a request whose sign-in is over already is answered with 401.
    /// </summary>
    public bool EndsWithSignIn { get; init; } = true;

    /// <summary>
    /// Says when a client's right to its stream ends, asked once before the stream opens; the earliest end that is known
    /// counts. Null, the default, and null as the answer say nothing. What it throws is answered as any other request's failure.
    /// </summary>
    public Func<HttpContext, DateTimeOffset?>? Expires { get; init; }

    /// <summary>
    /// Whether a handler that returns has finished the stream for good, which is the default: the client's reconnect is
    /// answered with 204 before the handler runs, so that what it made is not made twice. Turn it off for a stream that
    /// should be opened again whenever it ends.
    /// </summary>
    public bool CompleteOnReturn { get; init; } = true;
}
