using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>
/// What the attributes of a hub's class say of who may read it. They are metadata of each endpoint that <c>MapSse</c> maps, where the
/// middleware sees to it; an endpoint that answers with a stream of the hub is asked here.
/// </summary>
/// <typeparam name="THub">The hub.</typeparam>
internal static class HubAccess<THub>
{
    /// <summary>The attributes of the hub's class.</summary>
    public static readonly object[] Attributes = typeof(THub).GetCustomAttributes(inherit: true);

    /// <summary>Whether they say nothing of who may read it, or that everybody may.</summary>
    public static readonly bool IsForEveryone =
        !Attributes.Any(static attribute => attribute is IAuthorizeData or IAuthorizationRequirementData) || Attributes.Any(static attribute => attribute is IAllowAnonymous);

    /// <summary>Asks whether a client may read the hub.</summary>
    /// <returns>Whether it may. If not, it has been answered.</returns>
    /// <exception cref="InvalidOperationException">The application has no authorization.</exception>
    public static async ValueTask<bool> AskAsync(HttpContext http)
    {
        var verdict = await DecideAsync(http).ConfigureAwait(false);
        if (!verdict.IsGranted) await verdict.AnswerAsync(http).ConfigureAwait(false);
        return verdict.IsGranted;
    }

    /// <summary>As <see cref="AskAsync"/>, and answers nobody.</summary>
    public static ValueTask<Verdict> DecideAsync(HttpContext http)
    {
        if (IsForEveryone) return new(Verdict.Granted);
        var metadata = http.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<IAllowAnonymous>() is not null || IsHeldBy(metadata) ? new(Verdict.Granted) : EvaluateAsync(http);
    }

    private static bool IsHeldBy(EndpointMetadataCollection? metadata) => metadata is not null
        && Attributes.All(attribute => attribute is not (IAuthorizeData or IAuthorizationRequirementData) || metadata.Any(held => ReferenceEquals(held, attribute) || SayTheSame(held, attribute)));

    // Not by Equals, which reads fields that trimming may have taken away.
    private static bool SayTheSame(object held, object attribute) =>
        held.GetType() == typeof(AuthorizeAttribute) && attribute.GetType() == typeof(AuthorizeAttribute)
        && held is AuthorizeAttribute one && attribute is AuthorizeAttribute other
        && one.Policy == other.Policy && one.Roles == other.Roles && one.AuthenticationSchemes == other.AuthenticationSchemes;

    private static async ValueTask<Verdict> EvaluateAsync(HttpContext http)
    {
        var services = http.RequestServices;
        if (services.GetService<IAuthorizationPolicyProvider>() is not { } provider || services.GetService<IPolicyEvaluator>() is not { } evaluator)
            throw new InvalidOperationException($"{typeof(THub).Name} says who may read it, and nobody can find that out. Call services.AddAuthorization().");
        var requirements = new AuthorizationPolicyBuilder();
        requirements.AddRequirements([.. Attributes.OfType<IAuthorizationRequirementData>().SelectMany(static data => data.GetRequirements())]);
        var policy = await AuthorizationPolicy.CombineAsync(provider, Attributes.OfType<IAuthorizeData>()).ConfigureAwait(false);
        if (requirements.Requirements.Count > 0) policy = policy is null ? requirements.Build() : AuthorizationPolicy.Combine(policy, requirements.Build());
        return policy is null ? Verdict.Granted : await Verdict.OfAsync(evaluator, policy, http, http).ConfigureAwait(false);
    }
}
