using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>
/// Looks over the endpoints once the application has started, when all conventions are known: warns of topics that anyone can
/// name, and finds that policies are asked for and nobody can decide by them.
/// </summary>
internal sealed class TopicsCheck(IServiceProvider services, ILoggerFactory? loggers = null) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var endpoint in FindEndpoints())
        {
            foreach (var asking in endpoint.Metadata.GetOrderedMetadata<ICheckedAtStart>()) asking.Check(endpoint, services);
            if (endpoint.Metadata.GetMetadata<TopicPolicy>() is not null) CheckServices(endpoint);
            else if (endpoint.Metadata.GetMetadata<HubEndpoint>() is { } mapped && IsGet(endpoint) && HubTopics.AreChosenByAnyone(endpoint.RoutePattern, mapped.Options))
                loggers?.CreateLogger(MessageIds.Category).TopicsUnauthorized(endpoint.RoutePattern.RawText, mapped.Hub.Name);
        }
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private List<RouteEndpoint> FindEndpoints()
    {
        try
        {
            return [.. services.GetService<EndpointDataSource>()?.Endpoints.OfType<RouteEndpoint>() ?? []];
        }
        catch (Exception)
        {
            // Some endpoint can't be built. That is told with the first request, as it is without us.
            return [];
        }
    }

    // A route's second endpoint, for HEAD, says the same.
    private static bool IsGet(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) != false;

    private void CheckServices(RouteEndpoint endpoint)
    {
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IPolicyEvaluator)) == false)
            throw new InvalidOperationException($"{endpoint.RoutePattern.RawText}: RequireTopicAuthorization asks a policy, and nobody can decide by it. Call services.AddAuthorization().");
    }
}
