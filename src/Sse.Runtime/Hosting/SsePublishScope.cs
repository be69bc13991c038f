namespace Sse;

/// <summary>Lets a hub's typed <c>Publish</c> members publish somewhere else.</summary>
public static class SsePublishScope
{
    /// <summary>
    /// Makes a view of a hub that reads as the hub does, and hands what is published through it to a target. A position isn't
    /// known there: <c>PublishAsync</c> completes with the default one when the target has the event.
    /// </summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="hub">A hub that <c>AddHub</c> registered.</param>
    /// <param name="target">Takes what is published.</param>
    /// <returns>The view. It costs little to make, and disposing it does nothing.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The hub is of another kind, such as a client's.</exception>
    public static THub Create<THub>(THub hub, ISsePublishTarget target)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(hub);
        ArgumentNullException.ThrowIfNull(target);
        return hub.Core switch
        {
            HubCore core => THub.Create(new ScopedCore(core, target)),
            ScopedCore scope => THub.Create(new ScopedCore(scope.Hub, target)),
            _ => throw new ArgumentException("A publish scope needs a hub that AddHub registered.", nameof(hub)),
        };
    }
}
