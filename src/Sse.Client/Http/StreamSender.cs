using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Asks for a stream and follows where the server sends it.</summary>
internal sealed class StreamSender(StreamEndpoint endpoint, SseClientOptions options, ILogger logger)
{
    /// <summary>The longest id sent back, in bytes of UTF-8: servers refuse requests whose headers are large.</summary>
    public const int LongestId = 4 * 1024;

    /// <summary>Asks for the stream, and goes where redirects lead.</summary>
    /// <returns>The first answer that is no redirect, which the caller has to close; or an error that is worth another attempt.</returns>
    /// <exception cref="SseClientException">The request can't be sent, or a redirect must not be followed.</exception>
    /// <remarks>Everything that is thrown is final.</remarks>
    public async Task<Sent> SendAsync(string lastEventId, CancellationToken cancellationToken)
    {
        var http = endpoint.Http;
        var first = StreamEndpoint.Resolve(http, endpoint.Address);
        if (options.MaxFrequency is { } frequency) first = AddressQuery.Add(first, ProtocolWords.MaxFrequencyQuery, frequency.ToString(CultureInfo.InvariantCulture));
        var (address, method, sameOrigin) = (first, options.Method, true);
        for (var redirects = 0; ; redirects++)
        {
            var sent = sameOrigin
                ? await SendToOriginAsync(http, method, address, lastEventId, cancellationToken).ConfigureAwait(false)
                : await SendElsewhereAsync(method, address, cancellationToken).ConfigureAwait(false);
            if (sent.Response is not { } response || !Redirects.IsRedirect(response.StatusCode)) return sent;
            using (response)
            {
                if (redirects == Redirects.Most) throw Redirects.TooMany(first);
                var target = Redirects.Target(response, address);
                logger.Redirected((int)response.StatusCode, ShownAddress.Of(target));
                // Once elsewhere, nothing is sent even to the first origin again: the other one chose the address.
                sameOrigin = sameOrigin && Redirects.IsSameOrigin(first, target);
                method = Redirects.Method(response.StatusCode, method);
                address = target;
            }
        }
    }

    private async Task<Sent> SendToOriginAsync(HttpClient http, HttpMethod method, Uri address, string lastEventId, CancellationToken cancellationToken)
    {
        using var request = StreamRequest.Create(options, method, address, lastEventId);
        request.Version = http.DefaultRequestVersion;
        request.VersionPolicy = http.DefaultVersionPolicy;
        return await TryAsync(SendAsync, request, address, cancellationToken).ConfigureAwait(false);

        async Task<HttpResponseMessage> SendAsync()
        {
            if (options.ConfigureRequest is { } configure) await configure(request, cancellationToken).ConfigureAwait(false);
            HeaderText.ThrowIfUnsendable(request);
            // A handler that follows redirects writes over it.
            var asked = request.RequestUri ?? address;
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            WarnIfRedirectedByHandler(asked, response);
            return response;
        }
    }

    private async Task<Sent> SendElsewhereAsync(HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        using var request = StreamRequest.CreateForOtherOrigin(options, method, address);
        return await TryAsync(SendAsync, request, address, cancellationToken).ConfigureAwait(false);

        Task<HttpResponseMessage> SendAsync()
        {
            HeaderText.ThrowIfUnsendable(request);
            return StreamHandler.OtherOrigin.SendAsync(request, cancellationToken);
        }
    }

    private async Task<Sent> TryAsync(Func<Task<HttpResponseMessage>> send, HttpRequestMessage request, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return new Sent(await send().OrCancelled(cancellationToken).ConfigureAwait(false), address, null);
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested)
        {
            return new Sent(null, address, error);
        }
        catch (HttpRequestException error) when (IsAboutCharacters(error, request))
        {
            throw new SseClientException(
                "The last event id or another header holds characters beyond ASCII, which the given HttpClient can't send. Set RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 on its SocketsHttpHandler.",
                error);
        }
        catch (Exception error) when (IsAboutContent(error, request))
        {
            throw new SseClientException(
                "The request's content could not be written. Content has to make a new one, over a stream of its own, every time it is called: what was sent once is used up.",
                error);
        }
        catch (Exception error) when (Transient.Is(error, options))
        {
            return new Sent(null, address, error);
        }
    }

    private void WarnIfRedirectedByHandler(Uri asked, HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is not { IsAbsoluteUri: true } answered || !asked.IsAbsoluteUri || Redirects.IsSameOrigin(asked, answered)) return;
        try
        {
            logger.RedirectedByHandler(ShownAddress.Of(asked), ShownAddress.Of(answered));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static bool IsAboutContent(Exception error, HttpRequestMessage request) => request.Content is { } content
        && (error is HttpRequestException { InnerException: InvalidOperationException } || error is ObjectDisposedException disposed && disposed.ObjectName == content.GetType().FullName);

    /// <summary>The handler says so with this type alone: network failures have a kind, a status or a cause.</summary>
    private static bool IsAboutCharacters(HttpRequestException error, HttpRequestMessage request) =>
        error is { HttpRequestError: HttpRequestError.Unknown, StatusCode: null, InnerException: null }
        && (HeaderText.IsBeyondAscii(request.Headers) || request.Content is { } content && HeaderText.IsBeyondAscii(content.Headers));
}
