using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests.Support;

/// <summary>A real server that does what a test says, be it wrong.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StreamServer(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/sse");

    public Uri At(string path) => new(Address, path);

    public static async Task<StreamServer> StartAsync(RequestDelegate answer, bool isTls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            if (isTls) listen.UseHttps(TestCertificate.Create());
        }));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken).Soon();
        return new StreamServer(app);
    }

    /// <summary>One that is as it should be, but for what a test answers itself.</summary>
    /// <param name="journal">What is streamed.</param>
    /// <param name="own">Whether the request was answered.</param>
    /// <param name="isTls">Whether it speaks https.</param>
    public static Task<StreamServer> StartAsync(Journal journal, Func<HttpContext, Task<bool>> own, bool isTls = false) => StartAsync(async context =>
    {
        if (!await own(context)) await journal.ServeAsync(context);
    }, isTls);

    /// <summary>Answers with a status and headers, a line each.</summary>
    public static Task<bool> Answer(HttpContext context, int status, string headers)
    {
        context.Response.StatusCode = status;
        foreach (var line in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries)) context.Response.Headers.Append(line.Split(": ", 2)[0], line.Split(": ", 2)[1]);
        return Task.FromResult(true);
    }

    /// <summary>Answers nothing more, until the client is gone.</summary>
    public static async Task<bool> Hang(HttpContext context)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        return true;
    }

    /// <summary>Answers nothing at all, while the time passes that a client has for an answer.</summary>
    public static async Task<bool> Hang(HttpContext context, FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        return true;
    }

    /// <summary>Writes and flushes.</summary>
    public static async Task Write(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        // Streams that are open are not waited for.
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
