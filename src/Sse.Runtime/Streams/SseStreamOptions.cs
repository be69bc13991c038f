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
    /// Whether a handler that returns has finished the stream for good, which is the default: the client's reconnect is
    /// answered with 204 before the handler runs, so that what it made is not made twice. Turn it off for a stream that
    /// should be opened again whenever it ends.
    /// </summary>
    public bool CompleteOnReturn { get; init; } = true;
}
