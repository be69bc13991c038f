using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// Answers 400 wherever a text was no topic name and nobody took care of it: in an endpoint of any kind, a filter, a
/// middleware. What pages for errors see first they are told the same way.
/// </summary>
internal sealed class TopicNameErrors : IStartupFilter, IExceptionHandler, IDeveloperPageExceptionFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static next => http => RunAsync(next, http));
        next(app);
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not SseTopicNameException mistake) return false;
        await BadRequest.WriteAsync(httpContext, mistake.Problem).ConfigureAwait(false);
        return true;
    }

    public Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next) =>
        errorContext.Exception is SseTopicNameException mistake ? BadRequest.WriteAsync(errorContext.HttpContext, mistake.Problem) : next(errorContext);

    private static async Task RunAsync(RequestDelegate next, HttpContext http)
    {
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (SseTopicNameException exception) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await BadRequest.WriteAsync(http, exception.Problem).ConfigureAwait(false);
        }
    }
}
