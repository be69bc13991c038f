using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Connections;

/// <summary>
/// Clients that have stopped reading when the host stops. The host would wait for them for five minutes, as would the write
/// timeout; every wait here is bounded by thirty seconds.
/// </summary>
public class StalledAtShutdownTests
{
    private static readonly Action<SseOptions> LongTimeout = static o => o.WriteTimeout = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    public async Task A_client_that_leaves_the_servers_last_buffer_unread_is_cut(string version)
    {
        // Fill a connection until it stalls, then others with a little less: some end with bytes that no flush waits for.
        var filled = new TaskCompletionSource<int>();
        var http = new TaskCompletionSource<HttpClient>();
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.MapGet("/answer", () => "");
                app.MapGet("/{events:int}", (int events) => SseResults.Stream(async (stream, ct) =>
                {
                    var n = 0;
                    for (; n < events; n++)
                        if (await StallsAsync(stream.PublishAsync(new SseRawEvent(new byte[4_000]), ct).AsTask(), await http.Task)) break;
                    filled.TrySetResult(n);
                    await Wait.Forever(ct);
                }));
            },
            services => services.AddSse(LongTimeout));
        http.SetResult(app.Http1);
        using var full = await RawClient.SendAsync(app, version, $"/{int.MaxValue}", []);
        var most = await filled.Task.Bounded();
        var clients = new List<RawClient>();
        for (var less = 2; less <= 16; less += 2)
        {
            filled = new TaskCompletionSource<int>();
            clients.Add(await RawClient.SendAsync(app, version, $"/{most - less}", []));
            await filled.Task.Bounded();
        }

        await app.StopAsync();
        foreach (var client in clients) client.Dispose();
    }

    [Theory]
    [InlineData("/stream")]
    [InlineData("/hub/full")]
    [InlineData("/hub/quiet")]
    public async Task A_client_that_stopped_reading_over_TLS_is_cut(string path)
    {
        var full = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.MapSse<TestHub>("/hub/{topic}");
                app.MapGet("/stream", () => SseResults.Stream(async (stream, ct) =>
                {
                    var publish = stream.PublishAsync(new SseRawEvent(new byte[16 << 20]), ct);
                    full.SetResult();
                    await publish;
                }));
            },
            services =>
            {
                services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.UseHttps(TestCertificate.Create());
                }));
                services.AddSse(LongTimeout).AddHub<TestHub>();
            });
        using var client = await OverTlsAsync(app, path);
        using var healthy = await OverTlsAsync(app, "/hub/quiet");
        if (path == "/hub/full") for (var n = 0; n < 400; n++) app.Hub().Topic("full").Publish(new Text(new string('x', 40_000)));
        // What the server's own last buffer takes: no flush waits for it.
        if (path == "/hub/quiet") app.Hub().Topic("quiet").Publish(new Text(new string('x', 30_000)));
        if (path == "/stream") await full.Task.Bounded();

        var stop = app.StopAsync();

        (await healthy.ReadUntilAsync("\r\n0\r\n\r\n")).ShouldMatch("retry: [1-5][0-9]{3}\n\n");
        await stop;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_paused_stream_of_HTTP_2_is_cut_and_those_beside_it_get_their_goodbye(bool tls)
    {
        await using var app = await TestApp.StartAsync(
            app => app.MapGet("/{events}", (int events) => SseResults.Stream(async (stream, ct) =>
            {
                for (var n = 0; n < events; n++) await stream.PublishAsync(new SseRawEvent(new string('x', 1_000)), ct);
                await Wait.Forever(ct);
            })),
            services =>
            {
                services.AddSse(LongTimeout);
                if (tls) services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(TestCertificate.Create())));
            });
        using var client = OneConnection(app, tls);
        using var healthy = await OpenAsync(client, "/1");
        var paused = new List<EventReader>();
        // About the window of one stream: a flush may or may not wait for the rest.
        for (var events = 58; events <= 70; events += 2) paused.Add(await OpenAsync(client, $"/{events}"));
        await healthy.NextAsync();
        await healthy.NextAsync();

        var stop = app.StopAsync();

        var goodbye = (await healthy.RestAsync()).ShouldHaveSingleItem();
        int.Parse(goodbye["retry: ".Length..], CultureInfo.InvariantCulture).ShouldBeInRange(1_000, 5_000);
        await stop;
        foreach (var reader in paused) reader.Dispose();
    }

    [Fact]
    public async Task A_paused_stream_of_a_hub_is_cut_whatever_is_left_of_its_window()
    {
        await using var app = await HubApp.StartAsync(sse: LongTimeout);
        using var client = OneConnection(app, tls: false);
        var paused = new List<EventReader>();
        for (var i = 0; i < 5; i++) paused.Add(await OpenAsync(client, $"/hub/{i}"));
        for (var topic = 0; topic < paused.Count; topic++)
            for (var n = 0; n < 505 + (topic * 6); n++) app.Hub().Topic($"{topic}").Publish(new Text(new string('x', 80)));
        using var healthy = await OpenAsync(client, "/hub");
        await healthy.NextAsync();

        var stop = app.StopAsync();

        (await healthy.RestAsync()).ShouldHaveSingleItem().ShouldStartWith("retry: ");
        await stop;
        foreach (var reader in paused) reader.Dispose();
    }

    [Fact]
    public async Task A_client_that_does_read_is_waited_for_longer_than_it_may_stand_still()
    {
        var published = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await TestApp.StartAsync(app => app.MapGet("/", () => SseResults.Stream(async (stream, ct) =>
        {
            var publish = stream.PublishAsync(new SseRawEvent(new string('x', 8 << 20)), ct);
            published.SetResult();
            await publish;
        })));
        using var client = await RawClient.SendAsync(app, "/");
        await published.Task.Bounded();

        var stop = app.StopAsync();

        // Slower than its time to stand still, and never still for that long.
        using var slow = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 12; i++)
        {
            await slow.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await client.ReadSomeAsync(256 * 1024);
        }
        (await client.EndsCleanlyAsync()).ShouldBeTrue();
        await stop;
    }

    // Whether it is not done while the same server has answered twenty others, one after the other.
    private static async Task<bool> StallsAsync(Task publish, HttpClient http)
    {
        for (var answers = 0; !publish.IsCompleted && answers < 20; answers++) await http.GetStringAsync("/answer", TestContext.Current.CancellationToken).Bounded();
        return !publish.IsCompleted;
    }

    private static async Task<RawClient> OverTlsAsync(TestApp app, string path)
    {
        var client = await RawClient.SendOverTlsAsync(SecureAddressOf(app), path);
        await client.ReadUntilAsync("retry: 3000\n\n");
        return client;
    }

    private static Uri SecureAddressOf(TestApp app) => new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Last());

    private static HttpClient OneConnection(TestApp app, bool tls)
    {
        var handler = new SocketsHttpHandler { InitialHttp2StreamWindowSize = 65_535 };
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == TestCertificate.Subject;
        var address = tls ? SecureAddressOf(app) : app.Http2.BaseAddress;
        return new HttpClient(handler) { BaseAddress = address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    }

    private static async Task<EventReader> OpenAsync(HttpClient client, string path) =>
        await EventReader.OpenAsync(await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded());
}
