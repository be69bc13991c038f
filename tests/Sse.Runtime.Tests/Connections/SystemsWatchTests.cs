using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Connections;

/// <summary>
/// What the operating system watches of a stream's connection. The application's clock stands still: its own write timeout
/// ends nothing here.
/// </summary>
public class SystemsWatchTests
{
    private const int Tcp = 6;
    private const int TcpUserTimeout = 18;

    [Theory]
    [InlineData("/stream", 1)]
    [InlineData("/stream", 2)]
    [InlineData("/hub", 1)]
    [InlineData("/hub", 2)]
    [InlineData("/middleware", 1)]
    public async Task The_accepted_socket_is_told_the_write_timeout(string path, int version)
    {
        var accepted = new TaskCompletionSource<Socket>();
        await using var app = await StartAsync(TimeSpan.FromSeconds(12.5), accepted);
        using var client = await app.OpenAsync(path, version);
        await client.NextAsync();

        var socket = await accepted.Task;
        socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive).ShouldBe(1);
        socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).ShouldBe(13);
        socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval).ShouldBe(4);
        socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount).ShouldBe(3);
        var milliseconds = new byte[sizeof(int)];
        if (!OperatingSystem.IsLinux()) return;
        socket.GetRawSocketOption(Tcp, TcpUserTimeout, milliseconds).ShouldBe(sizeof(int));
        BitConverter.ToInt32(milliseconds).ShouldBe(12_500);
    }

    [Theory]
    [InlineData(0.1, 1, 1)]
    [InlineData(86_400, 32_767, 10_922)]
    public async Task The_shortest_and_the_longest_write_timeout_are_within_what_a_system_takes(double seconds, int time, int interval)
    {
        var accepted = new TaskCompletionSource<Socket>();
        await using var app = await StartAsync(TimeSpan.FromSeconds(seconds), accepted);
        using var client = await app.OpenAsync("/stream");
        await client.NextAsync();

        var socket = await accepted.Task;
        socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).ShouldBe(time);
        socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval).ShouldBe(interval);
        socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount).ShouldBe(3);
    }

    [Theory]
    [InlineData("/stream")]
    [InlineData("/hub")]
    public async Task A_client_whose_window_stays_shut_is_cut_by_the_system_though_every_flush_was_done(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        var gone = new TaskCompletionSource();
        await using var app = await StartAsync(TimeSpan.FromMilliseconds(200), onGone: gone);
        using var client = await RawClient.SendAsync(app, path);
        await client.ReadUntilAsync("retry: 3000\n\n");
        if (path == "/hub") app.Hub().Publish(new Text(new string('x', 50_000)));

        // More than the client's window, less than what a flush waits for.
        await gone.Task.Bounded();
        app.Log.OfSse.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_no_socket_is_shown_nothing_is_set_and_the_stream_works()
    {
        await using var way = await Way.OpenAsync(Via.TestServer, app => app.MapGet("/", (HttpContext http) =>
        {
            http.Features.Get<IConnectionSocketFeature>().ShouldBeNull();
            return SseResults.Stream((stream, ct) => stream.PublishAsync(new Tick(1), ct).AsTask());
        }));
        using var reader = await way.GetAsync("/");
        (await reader.RestAsync())[^1].ShouldBe("id: ~end");
    }

    private static Task<TestApp> StartAsync(TimeSpan writeTimeout, TaskCompletionSource<Socket>? accepted = null, TaskCompletionSource? onGone = null) => TestApp.StartAsync(
        app =>
        {
            app.Use((http, next) =>
            {
                accepted?.TrySetResult(http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);
                if (onGone is not null) http.RequestAborted.Register(onGone.SetResult);
                return http.Request.Path == "/middleware" ? http.OpenSseStream((_, ct) => Wait.Forever(ct)) : next(http);
            });
            app.MapSse<TestHub>("/hub");
            app.MapGet("/stream", () => SseResults.Stream(async (stream, ct) =>
            {
                if (onGone is not null) await stream.PublishAsync(new SseRawEvent(new string('x', 50_000)), ct);
                await Wait.Forever(ct);
            }));
        },
        services => services.AddSingleton<TimeProvider>(new FakeTimeProvider()).AddSse(o => o.WriteTimeout = writeTimeout).AddHub<TestHub>());
}
