using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>Asks whether a client may read the topics it asks for: the endpoint's policies, and what its options say.</summary>
internal static class TopicAccess
{
    /// <summary>Asks about each of them.</summary>
    /// <returns>Whether it may read all of them. If not, it has been answered.</returns>
    public static ValueTask<bool> AskAsync(HttpContext http, Type hub, SseTopicSelection topics, SseSubscribeOptions options) =>
        IsAskedAbout(http, topics, options) ? AskAndAnswerAsync(http, hub, topics, options) : new(true);

    /// <summary>As <see cref="AskAsync"/>, but answers nobody, and throws what is thrown.</summary>
    public static async ValueTask<Verdict> DecideAsync(HttpContext http, Type hub, SseTopicSelection topics, SseSubscribeOptions options)
    {
        if (!IsAskedAbout(http, topics, options)) return Verdict.Granted;
        var policies = PoliciesOf(http);
        if (policies.Count > 0 && await AskPoliciesAsync(http, hub, topics, policies).ConfigureAwait(false) is { IsGranted: false } refused) return refused;
        if (options.AuthorizeTopic is not { } ask) return Verdict.Granted;
        foreach (var resource in ResourcesOf(hub, topics))
        {
            http.RequestAborted.ThrowIfCancellationRequested();
            if (!await ask(new SseTopicAuthorization(http, resource)).ConfigureAwait(false)) return Verdict.Denied;
        }
        return Verdict.Granted;
    }

    // What is published to the whole hub is for whoever may call the endpoint.
    private static bool IsAskedAbout(HttpContext http, SseTopicSelection topics, SseSubscribeOptions options) =>
        topics is not { Count: 0, IsAll: false } && (options.AuthorizeTopic is not null || PoliciesOf(http).Count > 0);

    private static IReadOnlyList<TopicPolicy> PoliciesOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetOrderedMetadata<TopicPolicy>() ?? [];

    private static async ValueTask<bool> AskAndAnswerAsync(HttpContext http, Type hub, SseTopicSelection topics, SseSubscribeOptions options)
    {
        try
        {
            var verdict = await DecideAsync(http, hub, topics, options).ConfigureAwait(false);
            if (!verdict.IsGranted) await verdict.AnswerAsync(http).ConfigureAwait(false);
            return verdict.IsGranted;
        }
        catch (Exception exception) when (Connection.SaysEnd(exception) && http.RequestAborted.IsCancellationRequested)
        {
            // It could not go on without its client.
            return false;
        }
        catch (Exception exception) when (Connection.SaysEnd(exception) && StreamingHost.Of(http).IsStopping)
        {
            await HubStream.SendAwayAsync(http).ConfigureAwait(false);
            return false;
        }
        catch (Exception exception)
        {
            StreamingHost.Of(http).Logger.TopicAuthorizationFailed(exception, hub.Name);
            Refused.Forbid(http);
            return false;
        }
    }

    private static async ValueTask<Verdict> AskPoliciesAsync(HttpContext http, Type hub, SseTopicSelection topics, IReadOnlyList<TopicPolicy> policies)
    {
        var services = http.RequestServices;
        var policy = await TopicPolicy.CombineAsync(policies, services.GetRequiredService<IAuthorizationPolicyProvider>()).ConfigureAwait(false);
        var evaluator = services.GetRequiredService<IPolicyEvaluator>();
        var user = await evaluator.AuthenticateAsync(policy, http).ConfigureAwait(false);
        foreach (var resource in ResourcesOf(hub, topics))
        {
            http.RequestAborted.ThrowIfCancellationRequested();
            var verdict = Verdict.Of(policy, await evaluator.AuthorizeAsync(policy, user, http, resource).ConfigureAwait(false));
            if (!verdict.IsGranted) return verdict;
        }
        return Verdict.Granted;
    }

    private static IEnumerable<SseTopicResource> ResourcesOf(Type hub, SseTopicSelection topics)
    {
        if (topics.IsAll) yield return SseTopicResource.AllOf(hub);
        for (var i = 0; i < topics.Count; i++) yield return new SseTopicResource(hub, topics[i]);
    }
}
