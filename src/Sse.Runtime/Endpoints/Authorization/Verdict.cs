using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Whether a client may do what it was asked about.</summary>
/// <param name="IsGranted">Whether it may.</param>
/// <param name="Policy">What has refused it; null when no policy did.</param>
/// <param name="Result">What the policy has decided.</param>
internal readonly record struct Verdict(bool IsGranted, AuthorizationPolicy? Policy = null, PolicyAuthorizationResult? Result = null)
{
    public static Verdict Granted => new(true);

    public static Verdict Denied => default;

    /// <summary>What a policy says of a request and a resource.</summary>
    public static async ValueTask<Verdict> OfAsync(IPolicyEvaluator evaluator, AuthorizationPolicy policy, HttpContext http, object resource)
    {
        var user = await evaluator.AuthenticateAsync(policy, http).ConfigureAwait(false);
        return Of(policy, await evaluator.AuthorizeAsync(policy, user, http, resource).ConfigureAwait(false));
    }

    public static Verdict Of(AuthorizationPolicy policy, PolicyAuthorizationResult result) => result.Succeeded ? Granted : new(false, policy, result);

    /// <summary>Answers a client that was refused.</summary>
    public Task AnswerAsync(HttpContext http) => Policy is not null && Result is not null
        ? Refused.AnswerAsync(http, Policy, Result)
        : Refused.AnswerAsync(http, canSignIn: !Refused.HasUser(http));
}
