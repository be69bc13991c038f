using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Sse;

/// <summary>A result that opens a stream and runs a handler on it. Made by <see cref="SseResults"/>.</summary>
[JsonConverter(typeof(ResultIsNoValue))]
public sealed class SseStreamResult : IResult, IActionResult, IEndpointMetadataProvider
{
    private readonly Func<SseStream, CancellationToken, Task> _handler;
    private readonly SseStreamOptions _options;

    internal SseStreamResult(Func<SseStream, CancellationToken, Task> handler, SseStreamOptions? options)
    {
        _handler = handler;
        _options = options ?? SseStreamOptions.Default;
    }

    /// <summary>
    /// Sends the headers and the first comment, runs the handler, and ends the stream. What throws before that (binding,
    /// filters, the endpoint itself) is answered as any other request's; an exception of the handler is logged and
    /// aborts the connection, since the headers have left.
    /// </summary>
    /// <param name="httpContext">The request; its response has not started.</param>
    /// <returns>A task that is done when the stream has ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="httpContext"/> is null.</exception>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return StreamRunner.RunAsync(httpContext, _handler, _options);
    }

    Task IActionResult.ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        EndpointMetadata.AddTo(builder);
        builder.Metadata.Add(StreamEndpointContract.Instance);
    }
}
