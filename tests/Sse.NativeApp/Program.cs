using Sse;
using Sse.NativeApp;

var builder = WebApplication.CreateSlimBuilder(args);
var log = builder.Configuration["log"];
if (log is not null) builder.Services.AddSse().AddHub<EverythingHub>().UseSqlite(log);
var app = builder.Build();
app.MapGet("/everything", (int count) => SseResults.Stream(async (stream, ct) =>
{
    for (var i = 0; i < count; i++)
        await stream.PublishAsync(Everything.Sample(i), new() { Id = $"{i}" }, ct);
}));
if (log is not null)
{
    app.MapGet("/publish", async Task<string> (EverythingHub hub) =>
    {
        var position = await hub.PublishAsync(Everything.Sample(1));
        return position.ToString();
    });
}
await app.StartAsync();
Console.WriteLine(app.Urls.First());
await app.WaitForShutdownAsync();
