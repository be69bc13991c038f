using Sse;

var builder = WebApplication.CreateBuilder(args);
builder.UseOwnPort(5081);
var market = builder.Services.AddSse().AddHub<MarketHub>(o =>
{
    o.Retention.MaxEvents = 50_000;
    o.Retention.KeepLatest = new();
});
// With --log sqlite the market survives a restart, and no page notices.
if (builder.Configuration["log"] == "sqlite") market.UseSqlite(builder.Configuration["file"] ?? "market.db");
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddHostedService<Feed>();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapSse<MarketHub>("/market", o =>
{
    o.Topics = _ => SseTopicSelection.All;
    o.Start = SseStart.Snapshot;
});
app.MapSse<MarketHub>("/market/{topic}", o =>
{
    o.TopicsArePublic = true;
    o.Start = SseStart.Snapshot;
});

// Open to anyone, since nobody signs in here: elsewhere it is for authorized users.
if (app.Environment.IsDevelopment()) app.MapSseDashboard("/sse", o => o.AllowDisconnect = true).AllowAnonymous();

return await app.RunAsync(url => $"The market is on {url} (one symbol of it: curl -N {url}/market/ACME)");

[SseHub(typeof(PriceChanged))]
internal sealed partial class MarketHub;
