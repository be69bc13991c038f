namespace Sse;

/// <summary>Where a client's requests go, and through what.</summary>
/// <param name="address">The stream's address; relative to the HttpClient's base address if it has one.</param>
/// <param name="http">The HttpClient for the next attempt: a factory's is asked for anew, so that its handlers can rotate.</param>
/// <param name="owned">The HttpClient to dispose with the client, or null.</param>
internal sealed class StreamEndpoint(Uri address, Func<HttpClient> http, HttpClient? owned) : IDisposable
{
    public Uri Address { get; } = address;

    public HttpClient Http => http();

    public static StreamEndpoint Own(Uri address)
    {
        if (!address.IsAbsoluteUri) throw new ArgumentException($"The address '{ShownAddress.Of(address)}' is not absolute.", nameof(address));
        var http = StreamHandler.CreateClient();
        return new StreamEndpoint(address, () => http, http);
    }

    public static StreamEndpoint Given(HttpClient http, Uri address) => new(address, () => http, owned: null);

    /// <summary>Another address through the same HttpClient, which stays with this one.</summary>
    public StreamEndpoint At(Uri other) => new(other, http, owned: null);

    /// <summary>The absolute address to ask.</summary>
    /// <exception cref="SseClientException">It is relative, without a base address, or no HTTP address.</exception>
    public static Uri Resolve(HttpClient client, Uri address)
    {
        var absolute = address.IsAbsoluteUri ? address : client.BaseAddress is { } root ? new Uri(root, address) : null;
        if (absolute is null) throw new SseClientException($"The address '{ShownAddress.Of(address)}' is relative, and the HttpClient has no BaseAddress.");
        return absolute.Scheme is "http" or "https" ? absolute : throw new SseClientException($"'{ShownAddress.Of(absolute)}' is not an http or https address.");
    }

    public void Dispose() => owned?.Dispose();
}
