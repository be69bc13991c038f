namespace Sse;

/// <summary>What a dashboard shows, and what it lets its users do.</summary>
public sealed class SseDashboardOptions
{
    /// <summary>Whether an event can be published by hand. Off by default: then there is no endpoint for it.</summary>
    public bool AllowPublish { get; set; }

    /// <summary>Whether a stream can be ended. Off by default: then there is no endpoint for it.</summary>
    public bool AllowDisconnect { get; set; }

    /// <summary>
    /// Whether payloads can be read in the tail. On by default. Topics, users and addresses are shown in any case.
    /// </summary>
    public bool AllowTail { get; set; } = true;

    /// <summary>The page's title; null, the default, takes the name of the application.</summary>
    public string? Title { get; set; }

    /// <summary>How often the hubs are looked at while somebody watches; one second by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is shorter than 250 milliseconds or longer than a minute.</exception>
    public TimeSpan Interval
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(250));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(1));
            field = value;
        }
    }
        = TimeSpan.FromSeconds(1);
}
