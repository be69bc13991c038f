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
    public static ValueTask<bool> AskAsync(HttpContext http, Type hub, SseTopicSelection topics, SseSubscribeOptions options)
    {
        // What is published to the whole hub is for whoever may call the endpoint.
        if (topics is { Count: 0, IsAll: false }) return new(true);
        var policies = http.GetEndpoint()?.Metadata.GetOrderedMetadata<TopicPolicy>() ?? [];
        return policies.Count == 0 && options.AuthorizeTopic is null ? new(true) : AskAsync(http, hub, topics, policies, options.AuthorizeTopic);
    }

    private static async ValueTask<bool> AskAsync(
        HttpContext http, Type hub, SseTopicSelection topics, IReadOnlyList<TopicPolicy> policies, Func<SseTopicAuthorization, ValueTask<bool>>? ask)
    {
        try
        {
            if (policies.Count > 0 && !await AgreesAsync(http, hub, topics, policies).ConfigureAwait(false)) return false;
            if (ask is null) return true;
            foreach (var resource in ResourcesOf(hub, topics))
            {
                http.RequestAborted.ThrowIfCancellationRequested();
                if (await ask(new SseTopicAuthorization(http, resource)).ConfigureAwait(false)) continue;
                await Refused.AnswerAsync(http, canSignIn: !Refused.HasUser(http)).ConfigureAwait(false);
                return false;
            }
            return true;
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

    private static async ValueTask<bool> AgreesAsync(HttpContext http, Type hub, SseTopicSelection topics, IReadOnlyList<TopicPolicy> policies)
    {
        var services = http.RequestServices;
        var policy = await TopicPolicy.CombineAsync(policies, services.GetRequiredService<IAuthorizationPolicyProvider>()).ConfigureAwait(false);
        var evaluator = services.GetRequiredService<IPolicyEvaluator>();
        var user = await evaluator.AuthenticateAsync(policy, http).ConfigureAwait(false);
        foreach (var resource in ResourcesOf(hub, topics))
        {
            http.RequestAborted.ThrowIfCancellationRequested();
            var result = await evaluator.AuthorizeAsync(policy, user, http, resource).ConfigureAwait(false);
            if (result.Succeeded) continue;
            await Refused.AnswerAsync(http, policy, result).ConfigureAwait(false);
            return false;
        }
        return true;
    }

    private static IEnumerable<SseTopicResource> ResourcesOf(Type hub, SseTopicSelection topics)
    {
        if (topics.IsAll) yield return SseTopicResource.AllOf(hub);
        for (var i = 0; i < topics.Count; i++) yield return new SseTopicResource(hub, topics[i]);
    }
}
