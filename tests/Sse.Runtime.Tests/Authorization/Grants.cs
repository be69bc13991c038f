using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Sse.Tests.Authorization;

/// <summary>Who may read what, and what was asked.</summary>
internal sealed class Grants : AuthorizationHandler<Grants.MayRead, SseTopicResource>
{
    public const string Policy = "CanRead";

    /// <summary>Stands for all topics.</summary>
    public const string All = "*";

    private readonly ConcurrentDictionary<(string User, string Topic), bool> _granted = new();

    public ConcurrentQueue<string> Asked { get; } = new();

    public Func<SseTopicResource, Exception?> Failure { get; set; } = _ => null;

    public Grants Give(string user, params string[] topics)
    {
        foreach (var topic in topics) _granted[(user, topic)] = true;
        return this;
    }

    public void Take(string user, string topic) => _granted.TryRemove((user, topic), out _);

    public bool Has(ClaimsPrincipal user, SseTopicResource resource)
    {
        Asked.Enqueue(resource.IsAll ? All : resource.Topic);
        return Failure(resource) is { } failure ? throw failure : _granted.ContainsKey((user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", resource.IsAll ? All : resource.Topic));
    }

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MayRead requirement, SseTopicResource resource)
    {
        if (Has(context.User, resource)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    internal sealed class MayRead : IAuthorizationRequirement;
}
