using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Sse;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps hubs to endpoints.</summary>
public static class SseEndpointRouteBuilderExtensions
{
    private static readonly string[] Get = [HttpMethods.Get];
    private static readonly string[] Head = [HttpMethods.Head];
    private static readonly string[] Post = [HttpMethods.Post];

    /// <summary>
    /// Maps GET requests to streams of a hub's events, ready for EventSource: resume, heartbeats, shutdown. HEAD gives the
    /// headers. The attributes of the hub's class, such as <c>[Authorize]</c>, become the endpoint's metadata.
    /// </summary>
    /// <typeparam name="THub">A class with <c>[SseHub]</c>, registered with <c>AddHub</c>.</typeparam>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="pattern">The route. Its parameter <c>topic</c>, when it has one, names the topic.</param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns>For further conventions, such as <c>RequireAuthorization</c> and <c>RequireTopicAuthorization</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="pattern"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The hub is not registered; events would leave its log while they wait for <see cref="SseSubscribeOptions.MaxFrequency"/>;
    /// or the route and the options name no topic where the hub or a parameter of the route asks for one.
    /// </exception>
    public static IEndpointConventionBuilder MapSse<THub>(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<SseEndpointOptions>? configure = null)
        where THub : SseHub, ISseHub<THub>
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(THub)) == false)
            throw new InvalidOperationException($"The hub {typeof(THub)} is not registered. Call services.AddSse().AddHub<{typeof(THub).Name}>() before the application is built.");
        var options = new SseEndpointOptions();
        configure?.Invoke(options);
        var services = endpoints.ServiceProvider;
        EndpointCheck.Run<THub>(services, pattern, options);
        // A group's own part of the route is known only when the endpoint is built.
        if (endpoints is not RouteGroupBuilder) HubTopics.CheckRoute<THub>(RoutePatternFactory.Parse(pattern), options);
        THub? hub = null;
        // Not from the request: its services would make a scope that an idle stream keeps.
        RequestDelegate stream = http => StreamAsync(http, hub ??= services.GetRequiredService<THub>(), options);
        var get = endpoints.MapMethods(pattern, Get, stream);
        // A description of the API leaves out whatever has no method.
        get.WithMetadata(stream.Method);
        get.Add(builder => StreamParameters.AddTo(builder, options));
        var head = endpoints.MapMethods(pattern, Head, stream);
        foreach (var own in (IEndpointConventionBuilder[])[get, head]) own.WithMetadata(new HubEndpoint(typeof(THub), options));
        var endpoint = new GetAndHead(get, options.AcceptsTickets ? [head, .. MapTickets(endpoints, pattern, get, stream, () => hub ??= services.GetRequiredService<THub>(), options)] : [head]);
        endpoint.WithDisplayName($"SSE {pattern} => {typeof(THub).Name}");
        endpoint.WithMetadata(HubAccess<THub>.Attributes);
        endpoint.Add(EndpointMetadata.AddTo);
        endpoint.Add(EndpointMetadata.AddHubTo<THub>);
        endpoint.Add(builder => HubTopics.CheckRoute<THub>(((RouteEndpointBuilder)builder).RoutePattern, options));
        return endpoint;
    }

    private static IEndpointConventionBuilder[] MapTickets<THub>(
        IEndpointRouteBuilder endpoints, string pattern, IEndpointConventionBuilder own, RequestDelegate stream, Func<THub> hub, SseEndpointOptions options)
        where THub : SseHub, ISseHub<THub>
    {
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(TicketProtection)) == false)
            throw new InvalidOperationException($"{pattern}: {nameof(SseEndpointOptions.AcceptsTickets)} is set, and nobody knows tickets. Call services.AddAuthentication(…).AddSseTicket().");
        own.WithMetadata(TicketStream.WithoutTicket.Instance);
        var redeem = endpoints.MapMethods(pattern, Get, stream);
        redeem.WithMetadata(new TicketStream(typeof(THub), () => (HubCore)hub().Core, options), new AuthorizeAttribute { AuthenticationSchemes = SseTicketDefaults.AuthenticationScheme });
        var issue = endpoints.MapMethods(pattern, Post, http => IssueAsync(http, hub(), options));
        issue.WithMetadata(new AuthorizeAttribute());
        return [redeem, issue];
    }

    private static async Task IssueAsync<THub>(HttpContext http, THub hub, SseEndpointOptions options)
        where THub : SseHub, ISseHub<THub>
    {
        var asked = RequestedTopics.Find(http, options, ((HubCore)hub.Core).Options.Limits.MaxTopicsPerStream);
        if (await new SseHubResult<THub>(hub, asked, options).AskAsync(http).ConfigureAwait(false))
            await TicketIssue.AnswerAsync(http, typeof(THub), asked.Topics, options).ConfigureAwait(false);
    }

    private static Task StreamAsync<THub>(HttpContext http, THub hub, SseEndpointOptions options)
        where THub : SseHub, ISseHub<THub>
    {
        AskedTopics asked;
        try
        {
            asked = RequestedTopics.Find(http, options, (hub.Core as HubCore)?.Options.Limits.MaxTopicsPerStream ?? int.MaxValue);
        }
        catch (Exception exception) when (http.RequestAborted.IsCancellationRequested && Connection.SaysEnd(exception))
        {
            // The application could not choose without its client.
            return Task.CompletedTask;
        }
        return new SseHubResult<THub>(hub, asked, options).ExecuteAsync(http);
    }
}
