using NATS.Client.Core;
using Npgsql;
using Sse;
using Sse.NativeApp;

// --sqlite FILE, --postgres CONNECTION or --nats ADDRESS: a hub whose log is there.
var builder = WebApplication.CreateSlimBuilder(args);
var hasHub = true;
if (builder.Configuration["sqlite"] is { } file) AddHub().UseSqlite(file);
else if (builder.Configuration["postgres"] is { } database)
{
    var slim = new NpgsqlSlimDataSourceBuilder(database);
    slim.EnableArrays();
    var source = slim.Build();
    await SsePostgres.CreateSchemaAsync(source);
    AddHub().UsePostgres(source);
}
else if (builder.Configuration["nats"] is { } server)
{
    var connection = new NatsConnection(new NatsOpts { Url = server });
    await SseNats.CreateStreamsAsync<EverythingHub>(connection);
    AddHub().UseNats(connection);
}
else hasHub = false;

var app = builder.Build();
app.MapGet("/everything", (int count) => SseResults.Stream(async (stream, ct) =>
{
    for (var i = 0; i < count; i++)
        await stream.PublishAsync(Everything.Sample(i), new() { Id = $"{i}" }, ct);
}));
if (hasHub)
{
    app.MapGet("/publish", async Task<string> (EverythingHub hub) =>
    {
        var position = await hub.PublishAsync(Everything.Sample(1));
        return position.ToString();
    });
    app.MapSse<EverythingHub>("/hub", o => o.Start = SseStart.Earliest);
}
await app.StartAsync();
Console.WriteLine(app.Urls.First());
await app.WaitForShutdownAsync();

SseHubBuilder<EverythingHub> AddHub() => builder.Services.AddSse().AddHub<EverythingHub>();
