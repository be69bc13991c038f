using System.Security.Claims;
using Sse;
using Sse.Tests.Orders;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddAuthentication("cookie").AddCookie("cookie").AddBearerToken("bearer");
builder.Services.AddAuthorizationBuilder()
    .AddPolicy("staff", policy => policy.RequireRole("staff").AddAuthenticationSchemes("bearer"));
builder.Services.AddSse(o => o.Limits.MaxStreamsPerUser = 3).AddHub<OrderHub>(o =>
{
    o.Retention.MaxEvents = 20;
    o.Retention.MaxAge = TimeSpan.FromMinutes(10);
    o.Retention.KeepLatest = new();
});

var app = builder.Build();
app.MapSse<OrderHub>("/orders/{topic}", o =>
{
    o.AuthorizeTopic = asked => ValueTask.FromResult(asked.Http.User.FindFirstValue(ClaimTypes.NameIdentifier) is not "mallory");
    o.EndsWithSignIn = true;
}).RequireAuthorization();
app.MapSse<OrderHub>("/staff/orders", o => o.Topics = _ => SseTopicSelection.All).RequireAuthorization("staff");
app.MapSse<OrderHub>("/stock", o => o.Start = SseStart.Snapshot);
app.MapPost("/orders/{id:int}", (int id, OrderHub hub) =>
{
    hub.Topic($"{id}").Publish(new OrderPlaced(id, 12.5m));
    return TypedResults.Created($"/orders/{id}");
});
app.MapPost("/orders/{id:int}/pay", (int id, OrderHub hub, TimeProvider time) => hub.Topic($"{id}").Publish(new OrderPaid(id, time.GetUtcNow())));
app.MapPost("/orders/{id:int}/close", (int id, OrderHub hub) => hub.Topic($"{id}").Complete());
app.MapPost("/stock/{item}/{count:int}", (string item, int count, OrderHub hub) => hub.Publish(new Stock(item, count)));
app.MapPost("/ban/{user}", (string user, bool? forGood, OrderHub hub) => hub.Disconnect(user, forGood ?? false));
app.MapPost("/answers", () => SseResults.Stream(async (stream, ct) =>
{
    for (var id = 1; id <= 3; id++) await stream.PublishAsync(new OrderPlaced(id, id), ct);
}));
app.MapGet("/ticks", (TimeProvider time) => SseResults.Stream(async (stream, ct) =>
{
    for (var id = 1; ; id++)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
        await stream.PublishAsync(new OrderPaid(id, time.GetUtcNow()), ct);
    }
}));
app.MapGet("/broken", () => SseResults.Stream(async (stream, ct) =>
{
    await stream.PublishAsync(new OrderPlaced(1, 1), ct);
    throw new InvalidOperationException("The order is lost.");
}));
app.MapGet("/plain", () => "no stream");
app.MapGet("/foreign", () => TypedResults.ServerSentEvents(Foreign()));
app.Run();

static async IAsyncEnumerable<int> Foreign()
{
    yield return 1;
    await Task.CompletedTask;
}
