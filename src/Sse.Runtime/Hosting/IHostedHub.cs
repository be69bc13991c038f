namespace Sse;

/// <summary>A hub of the host, whatever its type.</summary>
internal interface IHostedHub
{
    /// <summary>What is at work in it.</summary>
    HubCore Core { get; }
}

/// <summary>A hub that <c>AddHub</c> has registered.</summary>
internal sealed class HostedHub<THub>(THub hub) : IHostedHub
    where THub : SseHub, ISseHub<THub>
{
    public HubCore Core => (HubCore)hub.Core;
}
