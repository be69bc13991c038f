using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Hosting;

namespace Sse;

/// <summary>What an endpoint that opens streams tells the rest of the pipeline.</summary>
internal static class EndpointMetadata
{
    public static void AddTo(EndpointBuilder builder)
    {
        // Controllers are built without services; their requests bring them.
        if (builder.ApplicationServices.GetService(typeof(IHostApplicationLifetime)) is not null) builder.Metadata.Add(new StreamingHostMetadata(builder.ApplicationServices));
        // Others would wait for an answer that doesn't end, or get a recording of it.
        builder.Metadata.Add(new OutputCacheAttribute { NoStore = true });
        builder.Metadata.Add(RequestStart.OpensStreams.Instance);
        builder.Metadata.Add(new DisableRequestTimeoutAttribute());
        // What is on the wire is text in the stream's own format, no JSON document.
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ProtocolWords.MediaType]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));
#if NET10_0_OR_GREATER
        // An EventSource would follow the redirect to a login page and fail on its content type.
        builder.Metadata.Add(new DisableCookieRedirect());
#endif
    }

    /// <summary>What an endpoint tells besides whose streams are a hub's.</summary>
    public static void AddHubTo<THub>(EndpointBuilder builder)
        where THub : SseHub, ISseHub<THub>
    {
        builder.Metadata.Add(HubEndpointContract<THub>.Instance);
        builder.Metadata.Add(new HubName(typeof(THub).Name));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(ProblemDetails), ["application/problem+json"]));
    }

#if NET10_0_OR_GREATER
    private sealed class DisableCookieRedirect : Microsoft.AspNetCore.Http.Metadata.IDisableCookieRedirectMetadata;
#endif
}
