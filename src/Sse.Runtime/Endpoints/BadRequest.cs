using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Tells a client what is wrong with its request.</summary>
internal static class BadRequest
{
    public static Task WriteAsync(HttpContext http, string problem)
    {
        Count(http);
        StreamHeaders.ForbidSniffing(http);
        if (http.RequestServices?.GetService<ILoggerFactory>() is not null)
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http);
        // Outside of a host there is nobody who could write a problem document.
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return http.Response.WriteAsync(problem);
    }

    /// <summary>Lets an endpoint answer with 400 what it could not take for a topic.</summary>
    public static EndpointFilterDelegate AnswerTopicNames(EndpointFilterDelegate next) => async invocation =>
    {
        try
        {
            return await next(invocation).ConfigureAwait(false);
        }
        catch (SseTopicNameException exception)
        {
            Count(invocation.HttpContext);
            return TypedResults.Problem(exception.Problem, statusCode: StatusCodes.Status400BadRequest);
        }
    };

    // Also who names no topic in a request of any other kind is told so.
    private static void Count(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<HubName>() is not null) StreamingHost.Of(http).Instruments.Streams.Of(http).Refuse(Refusals.NotUnderstood);
    }
}
