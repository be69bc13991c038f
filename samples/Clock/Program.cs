using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sse;

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls($"http://127.0.0.1:{PortOrAnyFree(5080)}");

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();

app.MapGet("/sse", (ILogger<Program> log) => SseResults.Stream(async (stream, ct) =>
{
    log.LogInformation("Last event id: '{Id}'", stream.LastEventId);
    _ = long.TryParse(stream.LastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
    do await stream.PublishAsync(new Timestamp(TimeProvider.System.GetLocalNow()), new() { Id = $"{++id}" }, ct);
    while (await timer.WaitForNextTickAsync(ct));
}));

await app.StartAsync();
Console.WriteLine($"The clock is on {app.Urls.First()} (the stream itself: curl -N {app.Urls.First()}/sse)");
await app.WaitForShutdownAsync();

static int PortOrAnyFree(int port)
{
    try
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        probe.Start();
        return port;
    }
    catch (SocketException)
    {
        return 0;
    }
}

[SseEvent("timestamp")]
internal partial record Timestamp(DateTimeOffset At);
