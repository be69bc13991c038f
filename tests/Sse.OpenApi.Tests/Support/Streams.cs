using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sse.Tests;

/// <summary>An application with a stream of every kind, and what it says of itself.</summary>
internal static class Streams
{
    public static void Map(WebApplication app)
    {
        app.MapSse<MarketHub>("/whole");
        app.MapSse<MarketHub>("/market/{topic}", o => o.TopicsArePublic = true).WithName("market");
        app.MapSse<MarketHub>("/optional/{topic?}", o => (o.TopicsArePublic, o.TopicsFromQuery) = (true, true)).WithTags("prices");
        app.MapGroup("/{tenant}/rooms").MapSse<RoomHub>("/{topic:length(1,9)}").WithName("room");
        app.MapGet("/own/{id:int}", Results<SseHubResult<MarketHub>, NotFound> (int id, MarketHub hub) => id > 0 ? SseResults.Subscribe(hub, $"own-{id}") : TypedResults.NotFound()).WithName("own");
        app.MapGet("/one", () => SseResults.Stream(Nothing<Progress>())).ProducesSse<Progress>().WithName("one");
        app.MapGet("/many", () => SseResults.Stream((_, _) => Task.CompletedTask)).ProducesSse<Progress>().ProducesSse<Done>().WithName("many");
        app.MapGet("/unknown", () => SseResults.Stream((_, _) => Task.CompletedTask));
        app.MapGet("/plain", () => "text");
        app.MapControllers();
    }

    public static async Task<JsonObject> ReadAsync(string document, Action<WebApplication> map, Action<IServiceCollection>? services = null, string? host = null)
    {
        await using var app = await StartAsync(map, services);
        using var client = app.GetTestClient();
        if (host is not null) client.BaseAddress = new Uri(host);
        var text = await client.GetStringAsync(new Uri(document, UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<WebApplication> StartAsync(Action<WebApplication> map, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(Streams).Assembly.GetName().Name });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddControllers().AddApplicationPart(typeof(Streams).Assembly);
        builder.Services.AddAuthorization().AddOpenApi(o => o.AddSse());
        builder.Services.AddSse().AddHub<MarketHub>();
        builder.Services.AddSse().AddHub<RoomHub>();
        builder.Services.AddSse().AddHub<EverythingHub>();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapOpenApi();
        app.MapSseAsyncApi();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async IAsyncEnumerable<T> Nothing<T>()
    {
        await Task.CompletedTask;
        yield break;
    }
}

[ApiController]
[Route("mvc")]
public sealed class StreamController(MarketHub hub) : ControllerBase
{
    [HttpGet("market/{topic}", Name = "mvc-market")]
    public SseHubResult<MarketHub> Market(string topic) => SseResults.Subscribe(hub, topic);

    [HttpGet("done", Name = "mvc-done")]
    [ProducesSse<Done>]
#pragma warning disable CA1822 // An action is never static.
    public SseStreamResult Done() => SseResults.Stream((_, _) => Task.CompletedTask);
#pragma warning restore CA1822
}
