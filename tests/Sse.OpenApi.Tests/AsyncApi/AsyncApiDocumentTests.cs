using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Sse.Tests.AsyncApi;

/// <summary>The AsyncAPI document of an application's streams.</summary>
public class AsyncApiDocumentTests
{
    private const string Address = "/asyncapi.json";

    [Fact]
    public async Task It_is_valid_by_others_judgement_its_examples_too()
    {
        var document = await Streams.ReadAsync(Address, Streams.Map);
        (await Validator.Judge("asyncapi", document.ToJsonString())).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invalid_one_is_noticed_and_an_example_that_its_schema_forbids()
    {
        var document = await Streams.ReadAsync(Address, app => app.MapSse<MarketHub>("/whole"));
        document["channels"]!["whole"]!["address"] = 1;
        (await Validator.Judge("asyncapi", document.ToJsonString())).ShouldNotBeEmpty();
        document = await Streams.ReadAsync(Address, app => app.MapSse<MarketHub>("/whole"));
        document["components"]!["messages"]!["MarketHub.PriceChanged"]!["examples"]![0]!["payload"]!["price"] = "dear";
        (await Validator.Judge("asyncapi", document.ToJsonString())).ShouldContain("price");
    }

    [Fact]
    public async Task Every_kind_of_member_is_described_validly_and_has_an_example_that_is_the_same_each_time()
    {
        var document = await Streams.ReadAsync(Address, app => app.MapSse<EverythingHub>("/everything"));
        (await Validator.Judge("asyncapi", document.ToJsonString())).ShouldBeEmpty();
        var example = document["components"]!["messages"]!["EverythingHub.Everything"]!["examples"]![0]!["payload"]!.AsObject();
        example.Count.ShouldBe(document["components"]!["schemas"]!["EverythingHub.Everything"]!["properties"]!.AsObject().Count);
        ((string)example["shape"]!["$type"]!).ShouldBe("circle");
        example["shapes"]!.AsArray().Count.ShouldBe(1);
        JsonNode.DeepEquals(document, await Streams.ReadAsync(Address, app => app.MapSse<EverythingHub>("/everything"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_endpoint_that_streams_is_a_channel()
    {
        var document = await Streams.ReadAsync(Address, Streams.Map);
        document["channels"]!.AsObject().Select(channel => $"{channel.Key} {(string)channel.Value!["address"]!}").ShouldBe(
            [
                "whole /whole", "market /market/{topic}", "optional-topic /optional/{topic}", "room /{tenant}/rooms/{topic}", "own /own/{id}", "one /one", "many /many", "unknown /unknown",
                "mvc-market /mvc/market/{topic}", "mvc-done /mvc/done",
            ],
            ignoreOrder: true);
        document["channels"]!["room"]!["parameters"]!.AsObject().Select(parameter => parameter.Key).ShouldBe(["tenant", "topic"]);
        document["channels"]!["many"]!["messages"]!.AsObject().Select(message => message.Key).ShouldBe(["Events.Progress", "Events.Done"], ignoreOrder: true);
        document["channels"]!["market"]!["messages"]!.AsObject().Select(message => message.Key).ShouldBe(["MarketHub.PriceChanged", "MarketHub.Halted", "Sse.Gap", "Sse.Live"]);
        document["operations"]!["optional-topic"]!["bindings"]!["http"]!["query"]!["properties"]!.AsObject().Select(query => query.Key).ShouldBe(["topic", "lastEventId", "maxFrequency"]);
        document["operations"]!.AsObject().ShouldAllBe(operation => (string)operation.Value!["action"]! == "send");
    }

    [Fact]
    public async Task A_message_is_an_event()
    {
        var document = await Streams.ReadAsync(Address, Streams.Map);
        var price = document["components"]!["messages"]!["MarketHub.PriceChanged"]!;
        ((string)price["name"]!).ShouldBe("price");
        ((string)price["description"]!).ShouldBe("A price has changed.");
        ((string)price["headers"]!["properties"]!["event"]!["const"]!).ShouldBe("price");
        ((string)price["payload"]!["$ref"]!).ShouldBe("#/components/schemas/MarketHub.PriceChanged");
        price["x-sse-key"]!.AsArray().Select(name => (string)name!).ShouldBe(["symbol"]);
        JsonNode.DeepEquals(price["examples"]![0]!["payload"], JsonNode.Parse("""{"symbol":"text","price":12.5,"side":0,"note":"text"}""")).ShouldBeTrue(price["examples"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, "http://localhost/", "localhost", "http")]
    [InlineData(null, "https://example.org:8443/", "example.org:8443", "https")]
    [InlineData("https://api.example.org/v1", "http://localhost/", "api.example.org", "https")]
    public async Task The_server_is_where_it_was_asked_unless_it_is_said(string? server, string asked, string host, string protocol)
    {
        var document = await Streams.ReadAsync("/own.json", app => app.MapSseAsyncApi("/own.json", o => o.Server = server is null ? null : new Uri(server)), host: asked);
        ((string)document["servers"]!["application"]!["host"]!).ShouldBe(host);
        ((string)document["servers"]!["application"]!["protocol"]!).ShouldBe(protocol);
        ((string?)document["servers"]!["application"]!["pathname"]).ShouldBe(server is null ? null : "/v1");
    }

    [Fact]
    public async Task It_says_of_the_application_what_it_is_told_and_of_the_streams_what_is_included()
    {
        var document = await Streams.ReadAsync("/own.json", app =>
        {
            Streams.Map(app);
            app.MapSse<MarketHub>("/hidden").WithMetadata(new ExcludeFromDescriptionAttribute());
            app.MapSseAsyncApi("/own.json", o =>
            {
                (o.Title, o.Version, o.Description) = ("Market", "2.1.0", "Prices.");
                o.Include = endpoint => endpoint.RoutePattern.RawText is "/whole" or "/hidden";
            });
        });
        document["channels"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("whole");
        JsonNode.DeepEquals(document["info"], JsonNode.Parse("""{"title":"Market","version":"2.1.0","description":"Prices."}""")).ShouldBeTrue();
        (await Validator.Judge("asyncapi", document.ToJsonString())).ShouldBeEmpty();
    }
}
