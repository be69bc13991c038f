using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Hosting;

namespace Sse;

/// <summary>What an endpoint that opens streams tells the rest of the pipeline.</summary>
internal static class EndpointMetadata
{
    public static void AddTo(EndpointBuilder builder)
    {
        // Controllers are built without services; their requests bring them.
        if (builder.ApplicationServices.GetService(typeof(IHostApplicationLifetime)) is not null) builder.Metadata.Add(new StreamingHostMetadata(builder.ApplicationServices));
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

#if NET10_0_OR_GREATER
    private sealed class DisableCookieRedirect : Microsoft.AspNetCore.Http.Metadata.IDisableCookieRedirectMetadata;
#endif
}
