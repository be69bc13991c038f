using Sse.Tool.Recordings;

namespace Sse.Tool.Checks;

/// <summary>What is checked, and how long.</summary>
internal sealed record CheckSettings(VisitorSettings Visitor)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long the stream is watched.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an event may take that has to come.</summary>
    public TimeSpan Patience => Visitor.Timeout;

    /// <summary>A page's origin that is to read the stream; null where there is none.</summary>
    public string? Origin { get; init; }

    /// <summary>Where a POST makes the server publish; null where there is no such place.</summary>
    public Uri? Trigger { get; init; }

    /// <summary>The same stream without the proxy that stands before it; null where there is none.</summary>
    public Uri? Direct { get; init; }

    /// <summary>How many streams are opened at once.</summary>
    public int Connections { get; init; } = 10;

    /// <summary>Whether methods are tried that may change something.</summary>
    public bool TriesUnsafeMethods { get; init; }

    /// <summary>The ids of checks that are left out.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];
}
