using System.Security.Claims;

namespace Sse;

/// <summary>One open subscription of a hub, as it is shown to those who decide about it. Safe to read from any thread.</summary>
public abstract class SseSubscriber
{
    /// <summary>The topics it reads.</summary>
    public abstract SseTopicSelection Topics { get; }

    /// <summary>Who it belongs to; null for a subscription within the process.</summary>
    public abstract ClaimsPrincipal? User { get; }

    /// <summary>When it began.</summary>
    public abstract DateTimeOffset ConnectedAt { get; }
}
