using System.Text;
using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Asks for a stream and follows where the server sends it.</summary>
internal sealed class StreamSender(StreamEndpoint endpoint, SseClientOptions options, ILogger logger)
{
    /// <summary>The longest id sent back, in bytes of UTF-8: servers refuse requests whose headers are large.</summary>
    public const int LongestId = 4 * 1024;

    /// <summary>The first answer that is no redirect, and the address that gave it.</summary>
    /// <exception cref="SseClientException">The request can't be sent, or a redirect must not be followed.</exception>
    public async Task<(HttpResponseMessage Response, Uri Address)> SendAsync(string lastEventId, CancellationToken cancellationToken)
    {
        var http = endpoint.Http;
        var first = StreamEndpoint.Resolve(http, endpoint.Address);
        var (address, method, sameOrigin) = (first, options.Method, true);
        for (var redirects = 0; ; redirects++)
        {
            var response = sameOrigin
                ? await SendToOriginAsync(http, method, address, lastEventId, cancellationToken).ConfigureAwait(false)
                : await SendElsewhereAsync(method, address, cancellationToken).ConfigureAwait(false);
            if (!Redirects.IsRedirect(response.StatusCode)) return (response, address);
            using (response)
            {
                if (redirects == Redirects.Most) throw Redirects.TooMany(first);
                var target = Redirects.Target(response, address);
                logger.Redirected((int)response.StatusCode, target);
                // Once elsewhere, nothing is sent even to the first origin again: the other one chose the address.
                sameOrigin = sameOrigin && Redirects.IsSameOrigin(first, target);
                method = Redirects.Method(response.StatusCode, method);
                address = target;
            }
        }
    }

    private async Task<HttpResponseMessage> SendToOriginAsync(
        HttpClient http, HttpMethod method, Uri address, string lastEventId, CancellationToken cancellationToken)
    {
        using var request = await StreamRequest.CreateAsync(options, method, address, lastEventId, cancellationToken).ConfigureAwait(false);
        request.Version = http.DefaultRequestVersion;
        request.VersionPolicy = http.DefaultVersionPolicy;
        var asked = request.RequestUri ?? address;
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .OrCancelled(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (!Ascii.IsValid(lastEventId) && IsAboutCharacters(error))
        {
            throw new SseClientException(
                "The last event id holds characters beyond ASCII, which the given HttpClient can't send. Set RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 on its SocketsHttpHandler.",
                error);
        }
        if (response.RequestMessage?.RequestUri is { IsAbsoluteUri: true } answered && asked.IsAbsoluteUri && !Redirects.IsSameOrigin(asked, answered))
        {
            logger.RedirectedByHandler(asked, answered);
        }
        return response;
    }

    private async Task<HttpResponseMessage> SendElsewhereAsync(HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        using var request = StreamRequest.CreateForOtherOrigin(options, method, address);
        return await StreamHandler.OtherOrigin.SendAsync(request, cancellationToken).OrCancelled(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The handler says so with this type alone: network failures have a kind, a status or a cause.</summary>
    private static bool IsAboutCharacters(HttpRequestException error) =>
        error is { HttpRequestError: HttpRequestError.Unknown, StatusCode: null, InnerException: null };
}
