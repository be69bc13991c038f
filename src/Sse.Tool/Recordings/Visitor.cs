using System.Net;
using System.Net.Security;
using System.Text;

namespace Sse.Tool.Recordings;

/// <summary>Asks a server as the settings say, and takes nothing for granted: its answers are bounded in time and size. For several threads.</summary>
internal sealed class Visitor : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly VisitorSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly long _start;
    private long _connectedAt;

    public Visitor(VisitorSettings settings, TimeProvider time)
    {
        (_settings, _time, _start) = (settings, time, time.GetTimestamp());
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = int.MaxValue,
            Proxy = settings.Proxy is null ? null : new WebProxy(settings.Proxy),
            UseProxy = settings.Proxy is not null,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            // How long it takes to connect says nothing of how long the server thinks.
            PlaintextStreamFilter = (connection, _) =>
            {
                Volatile.Write(ref _connectedAt, Now.Ticks);
                return ValueTask.FromResult(connection.PlaintextStream);
            },
        };
#pragma warning disable CA5359 // The user asked for it, by name.
        if (settings.IsInsecure) handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        _http = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    /// <summary>The time since this was made.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>The head of an answer; its body isn't read.</summary>
    public async Task<Reply> AskAsync(Visit visit, CancellationToken cancellationToken)
    {
        var (reply, response) = await SendAsync(visit, cancellationToken);
        response?.Dispose();
        return reply;
    }

    /// <summary>Opens a stream, which is recorded from here on.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="decode">What makes the stream's own bytes of those of its coding; null where there is none.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    public async Task<LiveStream> OpenAsync(Visit visit, Func<Answer, Stream, Stream>? decode, CancellationToken cancellationToken)
    {
        var (reply, response) = await SendAsync(visit, cancellationToken);
        if (response is null) return new(reply, _time);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return new(reply, _time, response, decode is null ? body : decode(reply.Answer!, body), () => Now);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(Reply Reply, HttpResponseMessage? Response)> SendAsync(Visit visit, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_settings.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var (asked, address, redirects) = (Now, _settings.Address, new List<Uri>());
        try
        {
            while (true)
            {
                using var request = RequestTo(address, visit);
                var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                var answer = new Answer(address, (int)response.StatusCode, response.Version, HeadersOf(response), Since(asked), Now, redirects);
                if (NextOf(answer, redirects.Count) is not { } next) return (new(answer), response);
                response.Dispose();
                redirects.Add(address);
                address = next;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no answer in {_settings.Timeout.TotalSeconds:0.#} s")), null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException)
        {
            return (new(error.InnerException is { } inner && !error.Message.Contains(inner.Message, StringComparison.Ordinal) ? $"{error.Message} {inner.Message}" : error.Message), null);
        }
    }

    private TimeSpan Since(TimeSpan asked) => new(Math.Max(asked.Ticks, Volatile.Read(ref _connectedAt)));

    private static Uri? NextOf(Answer answer, int redirects) =>
        answer.Status is 301 or 302 or 303 or 307 or 308 && redirects < MaxRedirects && Uri.TryCreate(answer.Address, answer["Location"], out var next) && next.Scheme is "http" or "https" ? next : null;

    private HttpRequestMessage RequestTo(Uri address, Visit visit)
    {
        var isStream = visit.Method == HttpMethod.Get;
        var isTls = address.Scheme == Uri.UriSchemeHttps;
        var request = new HttpRequestMessage(isStream ? _settings.Method : visit.Method, address)
        {
            Version = isTls ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = isTls ? HttpVersionPolicy.RequestVersionOrLower : HttpVersionPolicy.RequestVersionExact,
            Content = isStream && _settings.Body is not null ? new StringContent(_settings.Body, Encoding.UTF8, "application/json") : null,
        };
        // Behind an answer to HEAD a server may go on streaming, for good: nobody is to wait behind it.
        if (!isStream) request.Headers.ConnectionClose = true;
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Accept"] = "text/event-stream", ["Cache-Control"] = "no-store", ["Accept-Encoding"] = "identity" };
        // What may be a secret is not told to who is redirected to.
        if (address.Authority == _settings.Address.Authority && address.Scheme == _settings.Address.Scheme)
            foreach (var (name, value) in _settings.Headers) said[name] = value;
        foreach (var (name, value) in visit.Headers) said[name] = value;
        foreach (var (name, value) in said)
        {
            if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is null) continue;
            request.Content.Headers.Remove(name);
            request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated) headers[name] = values.ToString();
        foreach (var (name, values) in response.Content.Headers.NonValidated) headers[name] = values.ToString();
        return headers;
    }
}
