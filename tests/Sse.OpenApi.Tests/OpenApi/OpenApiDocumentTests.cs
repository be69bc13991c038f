using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Sse.Tests.OpenApi;

/// <summary>What an application's OpenAPI document says of its streams.</summary>
public class OpenApiDocumentTests
{
    private const string Address = "/openapi/v1.json";

    [Fact]
    public async Task It_is_valid_by_others_judgement()
    {
        var document = await Streams.ReadAsync(Address, Streams.Map);
        (await Validator.Judge("openapi", document.ToJsonString())).ShouldBeEmpty();
        var ids = Operations(document).Select(operation => (string?)operation["operationId"]).OfType<string>().ToList();
        ids.ShouldBeUnique();
        ids.ShouldBe(["market", "room", "own", "one", "many", "mvc-market", "mvc-done"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_invalid_one_is_noticed()
    {
        var document = await Streams.ReadAsync(Address, app => app.MapSse<MarketHub>("/whole"));
        document["paths"]!["/whole"]!["get"]!["parameters"]![0]!["in"] = "body";
        (await Validator.Judge("openapi", document.ToJsonString())).ShouldNotBeEmpty();
        document = await Streams.ReadAsync(Address, app => app.MapSse<MarketHub>("/whole"));
        document["components"]!["schemas"]!.AsObject().Remove("MarketHub.PriceChanged").ShouldBeTrue();
        (await Validator.Judge("openapi", document.ToJsonString())).ShouldContain("MarketHub.PriceChanged");
    }

    [Theory]
    [InlineData("/whole", "price,halted,sse-gap,sse-live")]
    [InlineData("/market/{topic}", "price,halted,sse-gap,sse-live")]
    [InlineData("/{tenant}/rooms/{topic}", "message,sse-gap,sse-live")]
    [InlineData("/own/{id}", "price,halted,sse-gap,sse-live")]
    [InlineData("/one", "progress")]
    [InlineData("/many", "done,progress")]
    [InlineData("/mvc/market/{topic}", "price,halted,sse-gap,sse-live")]
    [InlineData("/mvc/done", "done")]
    public async Task A_stream_is_any_of_its_events(string path, string names)
    {
        var document = await Streams.ReadAsync(Address, Streams.Map);
        var content = document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!.AsObject();
        content.ShouldHaveSingleItem().Key.ShouldBe("text/event-stream");
        var items = content["text/event-stream"]!["schema"]!["anyOf"]!.AsArray();
        items.Select(item => (string)item!["properties"]!["event"]!["const"]!).Order(StringComparer.Ordinal).ShouldBe(names.Split(',').Order(StringComparer.Ordinal));
        foreach (var item in items)
        {
            var reference = (string)item!["properties"]!["data"]!["$ref"]!;
            document["components"]!["schemas"]![reference.Split('/')[^1]].ShouldNotBeNull(reference);
        }
    }

    [Fact]
    public async Task Equal_schemas_are_one_and_different_ones_have_names_of_their_own()
    {
        var document = await Streams.ReadAsync(Address, Streams.Map);
        var schemas = document["components"]!["schemas"]!.AsObject();
        schemas.Select(schema => schema.Key).Where(name => name.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(
            ["Events.Done", "Events.Progress", "MarketHub.Halted", "MarketHub.PriceChanged", "MarketHub.Side", "RoomHub.Part", "RoomHub.Said", "RoomHub.Side", "Sse.Gap", "Sse.Live"]);
        var price = schemas["MarketHub.PriceChanged"]!;
        price["properties"]!.AsObject().Select(member => member.Key).ShouldBe(["symbol", "price", "side", "note"]);
        price["required"]!.AsArray().Select(name => (string)name!).ShouldBe(["symbol", "price", "side", "note"], ignoreOrder: true);
        ((string)price["properties"]!["side"]!["$ref"]!).ShouldBe("#/components/schemas/MarketHub.Side");
        ((string)price["description"]!).ShouldBe("A price has changed.");
        ((string)schemas["RoomHub.Part"]!["properties"]!["parts"]!["items"]!["$ref"]!).ShouldBe("#/components/schemas/RoomHub.Part");
        schemas.ToJsonString().ShouldNotContain("$defs");
    }

    [Fact]
    public async Task Every_kind_of_member_is_described_validly()
    {
        var document = await Streams.ReadAsync(Address, app => app.MapSse<EverythingHub>("/everything"));
        (await Validator.Judge("openapi", document.ToJsonString())).ShouldBeEmpty();
        var schemas = document["components"]!["schemas"]!;
        schemas["EverythingHub.Shape"]!["anyOf"]!.AsArray().Count.ShouldBe(2);
        var members = schemas["EverythingHub.Everything"]!["properties"]!;
        ((string)members["bytes"]!["contentEncoding"]!).ShouldBe("base64");
        ((bool)members["old"]!["deprecated"]!).ShouldBeTrue();
        members["any"].ShouldBeOfType<JsonObject>().ShouldBeEmpty("anything");
        ((string)members["byId"]!["propertyNames"]!["format"]!).ShouldBe("uuid");
        schemas["EverythingHub.Rights"]!["x-flags"]!.AsObject().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Types_of_one_name_have_names_of_their_own()
    {
        var document = await Streams.ReadAsync(Address, app =>
        {
            app.MapGet("/a", () => SseResults.Stream((_, _) => Task.CompletedTask)).ProducesSse<Progress>();
            app.MapGet("/b", () => SseResults.Stream((_, _) => Task.CompletedTask)).ProducesSse<Others.Progress>();
            app.MapGet("/c", () => SseResults.Stream((_, _) => Task.CompletedTask)).ProducesSse<Others.Progress>().ProducesSse<Others.ThirdProgress>();
        });
        var schemas = document["components"]!["schemas"]!.AsObject();
        schemas.Select(schema => schema.Key).Where(name => name.Contains("Progress", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(
            ["Events.Progress", "Events.Progress2", "Events.Progress2.Side", "Events.ThirdProgress", "Events.ThirdProgress.Side"]);
        string Data(string path) => (string)document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["text/event-stream"]!["schema"]!["anyOf"]![0]!["properties"]!["data"]!["$ref"]!;
        Data("/a").ShouldBe("#/components/schemas/Events.Progress");
        Data("/b").ShouldBe("#/components/schemas/Events.Progress2");
        schemas["Events.Progress2"]!["properties"]!.AsObject().ContainsKey("text").ShouldBeTrue();
        (await Validator.Judge("openapi", document.ToJsonString())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_are_told_beside_the_event()
    {
        var document = await Streams.ReadAsync(Address, app => app.MapSse<MarketHub>("/whole"));
        var items = document["paths"]!["/whole"]!["get"]!["responses"]!["200"]!["content"]!["text/event-stream"]!["schema"]!["anyOf"]!.AsArray();
        items.Single(item => (string)item!["title"]! == "price")!["x-sse-key"]!.AsArray().Select(name => (string)name!).ShouldBe(["symbol"]);
        items.Single(item => (string)item!["title"]! == "sse-gap")!["x-sse-key"].ShouldBeNull();
    }

    [Theory]
    [InlineData("/whole", "200,204,400")]
    [InlineData("/own/{id}", "200,204,400,404")]
    [InlineData("/{tenant}/rooms/{topic}", "200,204,400,401,403")]
    [InlineData("/one", "200,204")]
    [InlineData("/unknown", "200,204")]
    [InlineData("/asked/{topic}", "200,204,400,401,403")]
    [InlineData("/private", "200,204,400,401,403")]
    [InlineData("/open", "200,204,400")]
    public async Task Each_status_has_its_meaning(string path, string statuses)
    {
        var document = await Streams.ReadAsync(Address, app =>
        {
            Streams.Map(app);
            app.MapSse<MarketHub>("/asked/{topic}", o => o.AuthorizeTopic = _ => new(true));
            app.MapSse<MarketHub>("/private").RequireAuthorization();
            app.MapSse<MarketHub>("/open").RequireAuthorization().AllowAnonymous();
        });
        var responses = document["paths"]![path]!["get"]!["responses"]!.AsObject();
        responses.Select(one => one.Key).Order(StringComparer.Ordinal).ShouldBe(statuses.Split(','));
        responses.Where(one => one.Key != "404").ShouldAllBe(one => ((string)one.Value!["description"]!).Length > 20);
    }

    [Fact]
    public async Task A_status_for_who_is_turned_away_is_told()
    {
        var document = await Streams.ReadAsync(Address, app => app.MapSse<MarketHub>("/whole"), services => services.AddSse(o => o.Limits.RefuseWith = 429));
        var refused = document["paths"]!["/whole"]!["get"]!["responses"]!["429"]!;
        refused["headers"]!["Retry-After"].ShouldNotBeNull();
        (await Validator.Judge("openapi", document.ToJsonString())).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/optional/{topic}", "path topic,header Last-Event-ID,query lastEventId,query maxFrequency,query topic")]
    [InlineData("/mvc/market/{topic}", "path topic,header Last-Event-ID,query lastEventId,query maxFrequency")]
    [InlineData("/own/{id}", "path id,header Last-Event-ID,query lastEventId,query maxFrequency")]
    [InlineData("/one", "")]
    public async Task What_a_client_may_say_is_told(string path, string parameters)
    {
        var document = await Streams.ReadAsync(Address, Streams.Map);
        var told = document["paths"]![path]!["get"]!["parameters"]?.AsArray() ?? [];
        told.Select(one => $"{(string)one!["in"]!} {(string)one["name"]!}").ShouldBe(parameters.Split(',', StringSplitOptions.RemoveEmptyEntries));
        told.Where(one => (string)one!["in"]! != "path").ShouldAllBe(one => one!["description"] != null);
        foreach (var frequency in told.Where(one => (string)one!["name"]! == "maxFrequency")) ((string)frequency!["schema"]!["type"]!).ShouldBe("number");
    }

    [Fact]
    public async Task What_is_no_stream_is_left_alone()
    {
        var document = await Streams.ReadAsync(Address, Streams.Map);
        document["paths"]!["/plain"]!["get"]!["responses"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("200");
    }

    private static IEnumerable<JsonNode> Operations(JsonObject document) => document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);
}
