using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>Asks an endpoint's own policies as the authorization middleware did before the stream opened.</summary>
internal static class EndpointAccess
{
    /// <summary>Asks whether a client may call the endpoint.</summary>
    public static async ValueTask<bool> IsGrantedAsync(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<IAllowAnonymous>() is not null) return true;
        var services = http.RequestServices;
        if (services?.GetService<IAuthorizationPolicyProvider>() is not { } provider || services.GetService<IPolicyEvaluator>() is not { } evaluator) return true;
        // Where it says nothing, the fallback policy is what comes of it.
        var policy = await AuthorizationPolicy.CombineAsync(
            provider, metadata?.GetOrderedMetadata<IAuthorizeData>() ?? [], metadata?.GetOrderedMetadata<AuthorizationPolicy>() ?? []).ConfigureAwait(false);
        var requirements = new AuthorizationPolicyBuilder();
        foreach (var data in metadata?.GetOrderedMetadata<IAuthorizationRequirementData>() ?? []) requirements.AddRequirements([.. data.GetRequirements()]);
        if (requirements.Requirements.Count > 0) policy = policy is null ? requirements.Build() : AuthorizationPolicy.Combine(policy, requirements.Build());
        return policy is null || (await Verdict.OfAsync(evaluator, policy, http, http).ConfigureAwait(false)).IsGranted;
    }
}
