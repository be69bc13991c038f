using Microsoft.Extensions.DependencyInjection;

namespace Sse.Testing;

/// <summary>How an application is tested.</summary>
public sealed class SseTestOptions
{
    /// <summary>Whether the application listens on a port of this machine, by Kestrel, instead of being called within the process. Off by default.</summary>
    public bool UseKestrel { get; set; }

    /// <summary>What the clock shows at first. The same in each run by default: 1 January 2026.</summary>
    public DateTimeOffset StartTime { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// How long, in real time, an assertion waits for what is to come before it fails; 10 s by default. Nothing that succeeds waits for it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan Patience
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>Changes the application's services, behind its own registrations; null changes nothing.</summary>
    public Action<IServiceCollection>? Services { get; set; }
}
