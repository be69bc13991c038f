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
    private readonly AskedTopics _asked;
    private readonly SseSubscribeOptions _options;

    internal SseHubResult(THub hub, AskedTopics asked, SseSubscribeOptions? options)
    {
        _hub = hub.Core as HubCore ?? throw new ArgumentException("The hub was not created by AddHub, so it has no log to stream from.", nameof(hub));
        _asked = asked;
        _options = options ?? SseSubscribeOptions.Default;
        if (Frequency.Check(_options.MaxFrequency, _hub.Options.Retention) is { } tooRare) throw new ArgumentException(tooRare, nameof(options));
    }

    /// <summary>
    /// Sends the headers and the first comment, then the hub's events from where the client stopped, until it is gone,
    /// its topics are complete, or the hub stops. A name that is no topic's is answered with 400, who may not read the hub or one
    /// of the topics with 401 or 403.
    /// </summary>
    /// <param name="httpContext">The request; its response has not started.</param>
    /// <returns>A task that is done when the stream has ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="httpContext"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The hub's class has <c>[Authorize]</c>, and the application has no authorization.</exception>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (_options.ReauthorizeEvery is not null) httpContext.Features.Set<RightToRead>(new RightToRead<THub>(_asked.Topics, _options));
        // Who is disconnected while it is asked about must not open afterwards.
        var since = RequestStart.Of(httpContext);
        var mayRead = AskAsync(httpContext);
        // Most often: then nothing of the asking lives as long as the stream.
        if (!mayRead.IsCompletedSuccessfully) return WhenAskedAsync(mayRead, httpContext, since);
        return mayRead.Result ? HubStream.RunAsync(httpContext, _hub, _asked.Topics, _options, since) : Task.CompletedTask;
    }

    Task IActionResult.ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        EndpointMetadata.AddTo(builder);
        EndpointMetadata.AddHubTo<THub>(builder);
        StreamParameters.AddHubTo(builder);
        // The endpoint's own code may choose topics by what its client says.
        builder.FilterFactories.Add(static (_, next) => BadRequest.AnswerTopicNames(next));
    }

    private async Task WhenAskedAsync(ValueTask<bool> mayRead, HttpContext http, long since)
    {
        if (await mayRead.ConfigureAwait(false)) await HubStream.RunAsync(http, _hub, _asked.Topics, _options, since).ConfigureAwait(false);
    }

    /// <summary>Whether the client may read; if not, it has been answered.</summary>
    internal async ValueTask<bool> AskAsync(HttpContext http)
    {
        if (!await HubAccess<THub>.AskAsync(http).ConfigureAwait(false)) return false;
        var refusal = _asked.Refusal;
        if (refusal == TopicRefusal.None)
        {
            if ((_asked.Problem ?? HubTopics.Check<THub>(_asked.Topics) ?? RouteTopic.FindMistaken(http, _asked.Topics)) is { } problem)
            {
                await BadRequest.WriteAsync(http, problem).ConfigureAwait(false);
                return false;
            }
            if (UserTopic.HasAny(_asked.Topics) && UserTopic.IsNamedBy(http)) refusal = TopicRefusal.NamesUser;
        }
        if (refusal == TopicRefusal.None) return await TopicAccess.AskAsync(http, typeof(THub), _asked.Topics, _options).ConfigureAwait(false);
        if (refusal == TopicRefusal.NamesUser) StreamingHost.Of(http).Logger.UserTopicAskedFor();
        await Refused.AnswerAsync(http, canSignIn: refusal == TopicRefusal.NotSignedIn).ConfigureAwait(false);
        return false;
    }
}
