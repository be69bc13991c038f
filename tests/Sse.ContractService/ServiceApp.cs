using System.Text.Json;

namespace Sse.ContractService;

/// <summary>
/// The client behind a small HTTP interface, so that suites written in any language can try it: they create clients,
/// command them, and are called back with what those receive.
/// </summary>
public static class ServiceApp
{
    private static readonly string[] Capabilities =
    [
        "bom", "comments", "headers", "last-event-id", "post", "report", "read-timeout", "restart", "event-type-listeners",
        "server-directed-shutdown-request",
    ];

    /// <summary>The program, not yet started. Its address comes from <c>--urls</c>.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Services.AddSingleton<RunningClients>();
        var app = builder.Build();

        app.MapGet("/", () => new { name = "Sse.Client", capabilities = Capabilities });
        app.MapDelete("/", (IHostApplicationLifetime lifetime) => lifetime.StopApplication());
        app.MapPost("/", async (HttpRequest request, RunningClients clients) =>
            await ReadAsync<CreateParameters>(request) is { StreamUrl: { IsAbsoluteUri: true } stream, CallbackUrl: { IsAbsoluteUri: true } callback } parameters
                ? Create(request, clients, parameters, stream, callback)
                : Results.BadRequest("streamUrl and callbackUrl are needed, as absolute addresses."));
        app.MapPost("/clients/{id:int}", async (int id, HttpRequest request, RunningClients clients) => (clients.Find(id), (await ReadAsync<Command>(request))?.Name) switch
        {
            (null, _) => Results.NotFound(),
            ({ } client, "restart") => client.Restart(),
            // Every type is reported, listened for or not.
            (_, "listen") => Results.Accepted(),
            (_, var other) => Results.BadRequest($"There is no command '{other}'."),
        });
        app.MapDelete("/clients/{id:int}", async (int id, RunningClients clients) => await clients.StopAsync(id) ? Results.NoContent() : Results.NotFound());
        return app;
    }

    private static IResult Create(HttpRequest request, RunningClients clients, CreateParameters parameters, Uri stream, Uri callback)
    {
        try
        {
            return Results.Created($"{request.Scheme}://{request.Host}/clients/{clients.Start(parameters, stream, callback)}", null);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return Results.BadRequest(error.Message);
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, JsonSerializerOptions.Web, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
