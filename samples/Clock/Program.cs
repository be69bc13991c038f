using System.Globalization;
using Sse;

var builder = WebApplication.CreateBuilder(args);
builder.UseOwnPort(5080);

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

return await app.RunAsync(url => $"The clock is on {url} (the stream itself: curl -N {url}/sse)");

[SseEvent("timestamp")]
internal partial record Timestamp(DateTimeOffset At);
