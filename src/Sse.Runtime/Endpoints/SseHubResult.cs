using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Sse;

/// <summary>A result that opens a stream of a hub's events. Made by <see cref="SseResults"/>.</summary>
/// <typeparam name="THub">The hub.</typeparam>
[JsonConverter(typeof(ResultIsNoValue))]
public sealed class SseHubResult<THub> : IResult, IActionResult, IEndpointMetadataProvider
    where THub : SseHub, ISseHub<THub>
{
    private readonly HubCore _hub;
    private readonly SseTopicSelection _topics;
    private readonly string? _problem;
    private readonly SseSubscribeOptions _options;

    internal SseHubResult(THub hub, SseTopicSelection topics, string? problem, SseSubscribeOptions? options)
    {
        _hub = hub.Core as HubCore ?? throw new ArgumentException("The hub was not created by AddHub, so it has no log to stream from.", nameof(hub));
        _topics = topics;
        _problem = problem;
        _options = options ?? SseSubscribeOptions.Default;
        if (Frequency.Check(_options.MaxFrequency, _hub.Options.Retention) is { } tooRare) throw new ArgumentException(tooRare, nameof(options));
    }

    /// <summary>
    /// Sends the headers and the first comment, then the hub's events from where the client stopped, until it is gone,
    /// its topics are complete, or the hub stops. A name that is no topic's is answered with 400.
    /// </summary>
    /// <param name="httpContext">The request; its response has not started.</param>
    /// <returns>A task that is done when the stream has ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="httpContext"/> is null.</exception>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var problem = _problem ?? HubTopics.Check<THub>(_topics) ?? RouteTopic.FindMistaken(httpContext, _topics);
        return problem is null
            ? HubStream.RunAsync(httpContext, _hub, _topics, _options)
            : BadRequest.WriteAsync(httpContext, problem);
    }

    Task IActionResult.ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        EndpointMetadata.AddTo(builder);
        EndpointMetadata.AddHubTo(builder);
        builder.Metadata.Add(DescribedParameter.LastEventId);
        // The endpoint's own code may choose topics by what its client says.
        builder.FilterFactories.Add(static (_, next) => BadRequest.AnswerTopicNames(next));
    }
}
