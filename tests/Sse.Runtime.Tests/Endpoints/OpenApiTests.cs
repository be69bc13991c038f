using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>The description of an application with hubs, read and validated by another library.</summary>
public class OpenApiTests
{
    [Fact]
    public async Task A_hubs_endpoints_are_described_validly()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapSse<TestHub>("/hub/{topic}").WithName("hub");
            app.MapSse<TestHub>("/optional/{topic?}").WithName("optional").WithTags("moving");
            app.MapSse<TestHub>("/whole");
            app.MapGroup("/{tenant}/rooms").MapSse<RoomHub>("/{topic:length(1,9)}/{part}");
            app.MapGet("/own/{id:int}", (int id, string? filter, TestHub hub) => SseResults.Subscribe(hub, $"{id}{filter}")).WithName("own");
        });
        var document = await ReadAsync(app);

        var operations = document.Paths.SelectMany(path => path.Value.Operations!.Select(operation => (Path: path.Key, operation.Key, operation.Value))).ToList();
        operations.Select(operation => $"{operation.Key} {operation.Path}").ShouldBe(
            ["GET /hub/{topic}", "GET /optional/{topic}", "GET /whole", "GET /{tenant}/rooms/{topic}/{part}", "GET /own/{id}"], ignoreOrder: true);
        operations.Select(operation => operation.Value.OperationId).OfType<string>().ShouldBe(["hub", "optional", "own"], ignoreOrder: true);
        foreach (var (path, _, operation) in operations)
        {
            var parameters = operation.Parameters!;
            parameters.Where(parameter => parameter.In == ParameterLocation.Path).Select(parameter => parameter.Name)
                .ShouldBe(path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]), path);
            parameters.Where(parameter => parameter.In == ParameterLocation.Path).ShouldAllBe(parameter => parameter.Required);
            var header = parameters.Where(parameter => parameter.In == ParameterLocation.Header).ShouldHaveSingleItem(path);
            (header.Name, header.Required).ShouldBe(("Last-Event-ID", false));
            header.Schema!.Type.ShouldBe(JsonSchemaType.String);
            operation.Responses!.Keys.ShouldBe(["200", "204", "400"], ignoreOrder: true, path);
            operation.Responses["200"].Content!.Keys.ShouldBe(["text/event-stream"], path);
            operation.Responses["400"].Content!.Keys.ShouldBe(["application/problem+json"], path);
        }
    }

    [Fact]
    public async Task What_an_endpoint_takes_is_described_and_nothing_else()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapSse<TestHub>("/whole");
            app.MapSse<TestHub>("/one/{topic}");
            app.MapSse<TestHub>("/many", o => o.TopicsFromQuery = true);
            app.MapSse<TestHub>("/both/{topic?}", o => o.TopicsFromQuery = true);
            app.MapGet("/named/{maxFrequency}", (string maxFrequency, int? lastEventId, TestHub hub) => SseResults.Subscribe(hub, $"{maxFrequency}{lastEventId}"));
            app.MapSse<TestHub>("/chosen/{topic}", o => o.Topics = _ => SseTopicSelection.All);
            app.MapGet("/own/{topic}", (string topic, TestHub hub) => SseResults.Subscribe(hub, topic));
            app.MapGet("/stream", () => SseResults.Stream((_, _) => Task.CompletedTask));
        });
        var document = await ReadAsync(app);

        string[] Queries(string path) => [.. Of(path).Where(parameter => parameter.In == ParameterLocation.Query).Select(parameter => parameter.Name!)];
        IList<IOpenApiParameter> Of(string path) => document.Paths[path].Operations![HttpMethod.Get].Parameters ?? [];
        Queries("/whole").ShouldBe(["lastEventId", "maxFrequency"]);
        Queries("/one/{topic}").ShouldBe(["lastEventId", "maxFrequency"]);
        Queries("/many").ShouldBe(["topic", "lastEventId", "maxFrequency"]);
        Queries("/both/{topic}").ShouldBe(["lastEventId", "maxFrequency"], "the path has a parameter of that name");
        Queries("/named/{maxFrequency}").ShouldBe(["lastEventId"], "its own");
        Of("/named/{maxFrequency}").Single(parameter => parameter.Name == "lastEventId").Schema!.Format.ShouldBe("int32");
        Queries("/chosen/{topic}").ShouldBe(["lastEventId", "maxFrequency"]);
        Queries("/own/{topic}").ShouldBe(["lastEventId", "maxFrequency"]);
        Of("/stream").ShouldBeEmpty("its handler alone knows what it looks at");
        Of("/many").Single(parameter => parameter.Name == "topic").Schema!.Type.ShouldBe(JsonSchemaType.Array);
        Of("/one/{topic}").Single(parameter => parameter.Name == "topic").Description.ShouldNotBeNull().ShouldContain("percent-encoded");
        Of("/chosen/{topic}").Single(parameter => parameter.Name == "topic").Description.ShouldBeNull("the application's own choice");
        Of("/many").Where(parameter => parameter.In != ParameterLocation.Path).ShouldAllBe(parameter => !parameter.Required && parameter.Description != null);
    }

    [Fact]
    public async Task What_an_endpoint_streams_is_in_its_metadata()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapSse<TestHub>("/hub");
            app.MapGet("/own", (TestHub hub) => SseResults.Subscribe(hub, "a"));
            app.MapGet("/stream", () => SseResults.Stream((_, _) => Task.CompletedTask)).ProducesSse<Note>().ProducesSse<Tick>();
            app.MapGet("/said", [ProducesSse<Note>] () => SseResults.Stream((_, _) => Task.CompletedTask));
            app.MapGet("/other", () => "");
        });

        string[] Contracts(string path) => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().First(endpoint => endpoint.RoutePattern.RawText == path)
            .Metadata.GetOrderedMetadata<ISseEndpointContract>().Select(contract => contract.HubName ?? string.Join(',', EventNames(contract)))];
        Contracts("/hub").ShouldBe(["TestHub"]);
        Contracts("/own").ShouldBe(["TestHub"]);
        Contracts("/stream").ShouldBe(["", "message", "tick"], ignoreOrder: true);
        Contracts("/said").ShouldBe(["", "message"], ignoreOrder: true);
        Contracts("/other").ShouldBeEmpty();

        static IEnumerable<string> EventNames(ISseEndpointContract contract) =>
            System.Text.Json.Nodes.JsonNode.Parse(contract.ToJson())!["events"]!.AsArray().Select(one => (string)one!["event"]!);
    }

    [Fact]
    public async Task A_name_is_that_of_get_and_head_is_served_still()
    {
        await using var app = await StartAsync(app => app.MapSse<TestHub>("/hub/{topic}").WithName("hub"));
        app.Services.GetRequiredService<LinkGenerator>().GetPathByName("hub", new RouteValueDictionary { ["topic"] = "a" }).ShouldBe("/hub/a");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/hub/a");
        using var answer = await app.Http1.SendAsync(request, TestContext.Current.CancellationToken).Bounded();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
    }

    private static async Task<OpenApiDocument> ReadAsync(TestApp app)
    {
        using var answer = await app.Http1.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken).Bounded();
        app.Log.Errors.Select(entry => entry.Exception).ShouldBeEmpty();
        var read = OpenApiDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Bounded(), "json");
        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.Warnings.ShouldBeEmpty();
        return read.Document!;
    }

    private static Task<TestApp> StartAsync(Action<WebApplication> map) => TestApp.StartAsync(
        app =>
        {
            app.MapOpenApi();
            map(app);
        },
        services =>
        {
            services.AddOpenApi();
            services.AddSse().AddHub<TestHub>().AddHub<RoomHub>();
        });
}
