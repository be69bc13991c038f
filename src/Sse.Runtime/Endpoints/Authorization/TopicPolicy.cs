using Microsoft.AspNetCore.Authorization;

namespace Sse;

/// <summary>A policy that an endpoint's metadata asks about each topic of its streams.</summary>
internal sealed class TopicPolicy
{
    private readonly string? _name;
    private readonly AuthorizationPolicy? _policy;

    public TopicPolicy(string name) => _name = name;

    public TopicPolicy(AuthorizationPolicy policy) => _policy = policy;

    /// <summary>Makes one policy of several, so that a client is authenticated once for all of them.</summary>
    /// <exception cref="InvalidOperationException">There is no policy of that name.</exception>
    public static async ValueTask<AuthorizationPolicy> CombineAsync(IReadOnlyList<TopicPolicy> policies, IAuthorizationPolicyProvider provider)
    {
        var found = new AuthorizationPolicy[policies.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = policies[i]._policy ?? await provider.GetPolicyAsync(policies[i]._name!).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"There is no authorization policy named '{policies[i]._name}'.");
        return found.Length == 1 ? found[0] : AuthorizationPolicy.Combine(found);
    }
}
