using Sse;
using Sse.NativeApp;

var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.MapGet("/everything", (int count) => SseResults.Stream(async (stream, ct) =>
{
    for (var i = 0; i < count; i++)
        await stream.PublishAsync(Everything.Sample(i), new() { Id = $"{i}" }, ct);
}));
await app.StartAsync();
Console.WriteLine(app.Urls.First());
await app.WaitForShutdownAsync();
