using System.Globalization;
using Sse;

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls(SamplePort.UrlFor(5080));

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

[SseEvent("timestamp")]
internal partial record Timestamp(DateTimeOffset At);
