using System.Globalization;

// The program starts itself again, for the log's engine and for each node.
if (args is ["engine", var wanted]) return await Engine.RunAsync(wanted);
if (args is ["node", var own, var shared]) return await Node.RunAsync(int.Parse(own, CultureInfo.InvariantCulture), shared);

var builder = WebApplication.CreateBuilder(args);
builder.UseOwnPort(5083);
builder.Logging.AddFilter("Yarp", LogLevel.None);  // a node that is gone is no news here
await using var engine = new Child("engine", builder.Configuration["engine"] ?? "");
if (await engine.ReadLineAsync() is not { } log) return 1;

// The feed has one writer, which is never killed. The nodes serve.
builder.Services.AddSse().AddHub<MarketHub>(o => o.Retention.MaxEvents = 50_000).UseSharedLog(log);
builder.Services.AddHostedService<Feed>();
builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<Nodes>(services, log));
builder.Services.AddHostedService(services => services.GetRequiredService<Nodes>());
builder.Services.AddHttpForwarder();
builder.Services.AddSingleton<Proxy>();

var app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.Map("/market/{**rest}", (HttpContext http, Proxy proxy) => proxy.ForwardAsync(http));
app.MapPost("/nodes/{number:int}/kill", (int number, Nodes nodes) => nodes.Kill(number) ? Results.NoContent() : Results.NotFound());

return await app.RunAsync(url => $"The market is on {url}, served by {Nodes.Count} nodes over one log in {SharedLog.EngineOf(log)}");
