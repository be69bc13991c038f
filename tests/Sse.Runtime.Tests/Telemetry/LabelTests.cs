using System.Diagnostics.Metrics;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Telemetry;

/// <summary>What is measured can't grow with what clients and publishers say.</summary>
public class LabelTests
{
    private static readonly string[] Allowed = ["sse.hub", "sse.event.name", "sse.store", "sse.end.reason", "sse.refusal.reason", "sse.gap.reason", "http.route"];

    [Fact]
    public async Task Many_topics_users_and_ids_make_no_label()
    {
        await using var app = await HubApp.StartAsync(
            hub: o => o.Limits.MaxStreamsPerTopic = 1,
            map: app => app.Use((http, next) =>
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"secret-user{http.TraceIdentifier}")], "test"));
                return next(http);
            }));
        using var measured = new Measured(app.Services);
        for (var i = 0; i < 100; i++)
        {
            using (var reader = await app.OpenAsync($"/hub/secret-topic{i}", lastEventId: $"secretid-{i}"))
            {
                await reader.NextAsync();
                using var turnedAway = await app.OpenAsync($"/hub/secret-topic{i}", lastEventId: $"secretid-{i}");
                app.Hub().Topic($"secret-topic{i}").Publish(new Step(i));
                app.Hub().Topic($"secret-topic{i}").Publish(new Text($"secret{i}"));
                for (var block = 0; block < 3; block++) await reader.NextAsync();
            }
        }
        await Wait.Until(() => measured.Of("sse.server.stream.duration").Count == 100);

        var all = measured.All();
        all.SelectMany(measurement => measurement.Tags).Select(tag => tag.Key).Distinct().ShouldBeSubsetOf(Allowed);
        all.SelectMany(measurement => measurement.Tags).ShouldNotContain(tag => tag.Value!.ToString()!.Contains("secret", StringComparison.OrdinalIgnoreCase));
        // One for each hub, route, event and reason there was.
        all.GroupBy(measurement => measurement.Instrument.Name).ShouldAllBe(instrument => instrument.Select(measurement => measurement.Text).Distinct().Count() <= 2);
        all.Sum(measurement => measurement.Instrument.Name == "sse.server.delivered.events" ? measurement.Value : 0).ShouldBe(200);
    }

    [Fact]
    public void Names_that_a_format_makes_up_are_one_beyond_a_bound()
    {
        var tags = new EventTags("hub");
        for (var i = 0; i < EventTags.Most; i++) Name($"e{i}").ShouldBe($"e{i}");
        Name("one more").ShouldBe("_OTHER");
        Name("another").ShouldBe("_OTHER");
        Name("e0").ShouldBe("e0");
        tags.Of("event: e7\ndata: x\n\n"u8)[0].Value.ShouldBe("hub");

        string Name(string name) => (string)tags.Of(Encoding.UTF8.GetBytes($"event: {name}\ndata: {{}}\n\n"))[1].Value!;
    }

    [Fact]
    public void An_event_without_a_name_is_a_message() => new EventTags("hub").Of("data: event: x\n\n"u8)[1].Value.ShouldBe("message");

    [Fact]
    public void Routes_that_are_made_up_are_one_beyond_a_bound()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var instruments = Instruments.Of(services);
        for (var i = 0; i < StreamMeters.Most + 10; i++) instruments.Streams.Of(Http($"/r{i}"), "hub").Opened();
        using var measured = new Measured(services);

        var open = measured.Of("sse.server.active_streams");
        open.Count.ShouldBe(StreamMeters.Most + 1);
        open.ShouldContain("10 http.route=_OTHER");
        open.ShouldContain("1 sse.hub=hub http.route=/r0");

        static HttpContext Http(string route)
        {
            var http = new DefaultHttpContext();
            http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new Route(route)), null));
            return http;
        }
    }

    [Fact]
    public void Applications_in_one_process_are_measured_apart()
    {
        using var one = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var measured = new Measured(one);
        Instruments.Of(one).ShouldBeSameAs(Instruments.Of(one));
        Instruments.Of(one).Streams.OfNone.Opened();
        Instruments.Of(other).Streams.OfNone.Opened();
        Instruments.Nobodys.Streams.OfNone.Refuse("x");

        measured.Of("sse.server.active_streams").ShouldBe(["1"]);
        measured.Of("sse.server.refused_streams").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_counted_while_nobody_listens()
    {
        await using var app = await HubApp.StartAsync();
        using var reader = await app.OpenAsync("/hub/a");
        await reader.NextAsync();
        app.Hub().Topic("a").Publish(new Step(1));
        await reader.NextAsync();

        var streams = Instruments.Of(app.Services).Streams.All.Single();
        (streams.Open, streams.Events, streams.Bytes).ShouldBe((1, 0, 0));
        app.Services.GetRequiredService<IMeterFactory>().ShouldNotBeNull();
    }

    private sealed record Route(string Text) : IRouteDiagnosticsMetadata
    {
        string IRouteDiagnosticsMetadata.Route => Text;
    }
}
