using System.Net;
using Yarp.ReverseProxy.Forwarder;

/// <summary>
/// Forwards each stream to one of the nodes that serve, by turns. A node that turns out to be gone is passed over, and while
/// there is none the client waits: an error would end a browser's EventSource for good.
/// </summary>
internal sealed class Proxy(Nodes nodes, IHttpForwarder forwarder, IHostApplicationLifetime lifetime) : IDisposable
{
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
    private int _turn;

    public async Task ForwardAsync(HttpContext http)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        // Streams don't end by themselves.
        await using var stopping = lifetime.ApplicationStopping.Register(http.Abort);
        nodes.Tell();
        do
        {
            var addresses = nodes.Addresses;
            var first = (uint)Interlocked.Increment(ref _turn);
            for (uint i = 0; i < addresses.Length; i++)
            {
                var error = await forwarder.SendAsync(http, addresses[(first + i) % addresses.Length], _client);
                if (error == ForwarderError.None || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested) return;
                http.Response.Clear();
            }
        }
        while (await timer.WaitForNextTickAsync(http.RequestAborted));
    }

    public void Dispose() => _client.Dispose();
}
