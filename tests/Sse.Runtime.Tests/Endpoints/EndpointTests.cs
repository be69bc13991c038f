using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

public class EndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_stream_opens_with_its_position_and_goes_on_with_what_is_published(int version)
    {
        await using var app = await HubApp.StartAsync();
        var hub = app.Hub();
        hub.Publish(new Step(1));
        using var client = await app.OpenAsync("/hub/ACME", version);
        client.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await client.NextAsync()).ShouldBe($": heartbeat=15000\nid: {hub.Position}\nretry: 3000");
        hub.Topic("other").Publish(new Step(2));
        hub.Topic("ACME").Publish(new Step(3));
        hub.Publish(new Step(4));
        (await client.NextAsync()).ShouldBe($"id: {hub.Position.Epoch}-3/ACME\nevent: step\ndata: {{\"n\":3}}");
        (await client.NextAsync()).ShouldBe($"id: {hub.Position.Epoch}-4\nevent: step\ndata: {{\"n\":4}}");
    }

    [Fact]
    public async Task The_header_wins_over_the_query_and_both_say_earliest_too()
    {
        await using var app = await HubApp.StartAsync();
        var hub = app.Hub();
        for (var i = 1; i <= 3; i++) hub.Publish(new Step(i));
        (await FirstOf($"/hub?lastEventId={hub.Position.Epoch}-1")).ShouldBe(2);
        (await FirstOf($"/hub?lastEventId={hub.Position.Epoch}-1", $"{hub.Position.Epoch}-2")).ShouldBe(3);
        (await FirstOf("/hub?lastEventId=earliest")).ShouldBe(1);
        (await FirstOf("/hub", "earliest")).ShouldBe(1);

        async Task<long> FirstOf(string path, string? header = null)
        {
            using var client = await app.OpenAsync(path, 1, header);
            await client.NextAsync();
            var block = (await client.NextAsync())!;
            return SsePosition.Parse(block[4..block.IndexOf('\n', StringComparison.Ordinal)]).Sequence;
        }
    }

    [Fact]
    public async Task An_endpoint_may_start_with_the_earliest()
    {
        await using var app = await HubApp.StartAsync(o => o.Start = SseStart.Earliest);
        app.Hub().Publish(new Step(1));
        using var client = await app.OpenAsync("/hub");
        await client.NextAsync();
        (await client.NextAsync())!.ShouldEndWith("data: {\"n\":1}");
    }

    [Fact]
    public async Task Get_is_answered_with_the_stream_head_with_its_headers_and_others_not_at_all()
    {
        await using var app = await HubApp.StartAsync();
        using var head = new HttpRequestMessage(HttpMethod.Head, "/hub");
        using var headers = await app.Http1.SendAsync(head, Cancellation).Bounded();
        headers.StatusCode.ShouldBe(HttpStatusCode.OK);
        headers.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, "/hub") { Content = new ByteArrayContent(new byte[100_000]) };
            using var response = await app.Http1.SendAsync(request, Cancellation).Bounded();
            response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        }
        app.Hub().SubscriberCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_has_seen_the_end_gets_204()
    {
        await using var app = await HubApp.StartAsync();
        var hub = app.Hub();
        using var client = await app.OpenAsync("/hub/job-1");
        await client.NextAsync();
        hub.Topic("job-1").Publish(new Step(1));
        hub.Topic("job-1").Complete();
        var blocks = await client.RestAsync();
        blocks.Count.ShouldBe(2);
        blocks[1].ShouldBe($"id: {hub.Position}~end");
        using var again = await app.OpenAsync("/hub/job-1", 1, $"{hub.Position}~end");
        again.Response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        // Who comes only now is told at once.
        using var late = await app.OpenAsync("/hub/job-1");
        (await late.RestAsync())[1].ShouldBe($"id: {hub.Position}~end");
    }

    [Fact]
    public async Task A_client_may_be_refused_and_its_end_is_told()
    {
        var ended = new TaskCompletionSource<(SseSubscriber, SseDisconnectReason)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await HubApp.StartAsync(o =>
        {
            o.OnConnecting = connecting =>
            {
                if (connecting.Topics == "secret") connecting.Refuse(StatusCodes.Status403Forbidden);
                return default;
            };
            o.OnDisconnected = (subscriber, reason) => ended.TrySetResult((subscriber, reason));
        });
        using (var refused = await app.OpenAsync("/hub/secret")) refused.Response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var client = await app.OpenAsync("/hub/open");
        await client.NextAsync();
        app.Hub().Topic("open").SubscriberCount.ShouldBe(1);
        client.Dispose();
        var (subscriber, reason) = await ended.Task.Bounded();
        reason.ShouldBe(SseDisconnectReason.ClientGone);
        (subscriber.Topics == "open").ShouldBeTrue();
        app.Hub().Topic("open").SubscriberCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_disconnected_client_is_told_to_come_back_and_the_others_stay()
    {
        await using var app = await HubApp.StartAsync();
        using var one = await app.OpenAsync("/hub/a");
        using var other = await app.OpenAsync("/hub/b");
        await one.NextAsync();
        await other.NextAsync();
        app.Hub().Topic("a").Disconnect().ShouldBe(1);
        (await one.RestAsync()).ShouldHaveSingleItem().ShouldStartWith("retry: ");
        app.Hub().Publish(new Step(1));
        (await other.NextAsync())!.ShouldContain("step");
    }

    [Fact]
    public async Task Who_comes_beyond_the_limit_is_told_to_come_later_and_nobody_is_evicted()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.MaxSubscribers = 1);
        using var first = await app.OpenAsync("/hub");
        await first.NextAsync();
        using (var second = await app.OpenAsync("/hub"))
        {
            second.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
            var opening = (await second.RestAsync()).ShouldHaveSingleItem();
            int.Parse(opening[(opening.IndexOf("retry: ", StringComparison.Ordinal) + 7)..], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(10_000, 30_000);
        }
        app.Hub().Publish(new Step(1));
        (await first.NextAsync())!.ShouldContain("step");
        first.Dispose();
        await Wait.Until(() => app.Hub().SubscriberCount == 0);
        using var third = await app.OpenAsync("/hub");
        (await third.NextAsync())!.ShouldEndWith("retry: 3000");
    }

    [Fact]
    public async Task A_stream_ends_at_its_maximum_age()
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(o => o.MaxAge = TimeSpan.FromMinutes(10), time: time);
        using var client = await app.OpenAsync("/hub");
        await client.NextAsync();
        time.Advance(TimeSpan.FromMinutes(8));
        app.Hub().Publish(new Step(1));
        string block;
        do block = (await client.NextAsync())!;
        while (block == ":");
        block.ShouldContain("step");
        time.Advance(TimeSpan.FromMinutes(3));
        // No wait of its own: the stream ends at a random time anyway, and the client comes back after its normal retry.
        (await client.RestAsync()).ShouldNotContain(rest => rest.StartsWith("retry: ", StringComparison.Ordinal));
        await Wait.Until(() => app.Hub().SubscriberCount == 0);
    }

    [Fact]
    public async Task A_silent_stream_beats_and_one_with_traffic_does_not()
    {
        var time = new FakeTimeProvider();
        await using var app = await HubApp.StartAsync(time: time);
        using var client = await app.OpenAsync("/hub");
        await client.NextAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        app.Hub().Publish(new Step(1));
        (await client.NextAsync())!.ShouldContain("step");
        time.Advance(TimeSpan.FromSeconds(10));
        app.Hub().Publish(new Step(2));
        (await client.NextAsync())!.ShouldContain("step");
        time.Advance(TimeSpan.FromSeconds(17));
        (await client.NextAsync()).ShouldBe(":");
    }

    [Fact]
    public async Task Topics_come_from_the_route_from_a_delegate_and_from_queries_only_where_the_endpoint_says_so()
    {
        await using var app = await HubApp.StartAsync(map: app =>
        {
            app.MapSse<TestHub>("/query/{topic?}", o => o.TopicsFromQuery = true);
            app.MapSse<TestHub>("/all", o => o.Topics = _ => SseTopicSelection.All);
        });
        await Reads("/hub", "w");
        await Reads("/hub/a", "aw");
        await Reads("/hub?topic=a", "w");
        await Reads("/query/a?topic=b&topic=a", "abw");
        await Reads("/all", "abcw");

        async Task Reads(string path, string expected)
        {
            using var client = await app.OpenAsync(path);
            await client.NextAsync();
            var hub = app.Hub();
            foreach (var topic in new[] { "a", "b", "c" }) hub.Topic(topic).Publish(new Text(topic));
            hub.Publish(new Text("w"));
            var got = "";
            while (!got.EndsWith('w')) got += (await client.NextAsync())![^3];
            got.ShouldBe(expected, path);
        }
    }

    [Fact]
    public async Task A_name_that_is_no_topic_is_answered_with_400_and_an_odd_one_is_served()
    {
        await using var app = await HubApp.StartAsync(map: app =>
        {
            app.MapSse<TestHub>("/query", o => o.TopicsFromQuery = true);
            app.MapGet("/result", (TestHub hub, string topic) => SseResults.Subscribe(hub, topic));
        });
        foreach (var path in new[] { "/hub/a%0Ab", "/hub/%01", "/hub/" + new string('x', 257), "/query?topic=", "/query?topic=%C2%85", "/result?topic=%0D", "/query?" + string.Join('&', Enumerable.Repeat("topic=a", 101)) })
        {
            using var client = await app.OpenAsync(path);
            client.Response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }
        foreach (var topic in new[] { "a b", "🙂", "a?b#c", new string('x', 256), "..%", "~end" })
        {
            using var client = await app.OpenAsync("/query?topic=" + Uri.EscapeDataString(topic));
            await client.NextAsync();
            app.Hub().Topic(topic).Publish(new Step(1));
            var id = (await client.NextAsync())!.Split('\n')[0][4..];
            SsePosition.TryParse(id, out _, out var delivered).ShouldBeTrue(topic);
            delivered.ShouldBe(topic);
        }
    }

    [Fact]
    public async Task Hostile_ids_are_answered_with_a_gap_and_stop_nobody()
    {
        await using var app = await HubApp.StartAsync();
        foreach (var id in new[] { "42", new string('9', 8_000), "a-1/%ZZ", "\u0001\u0002", "{\"a\":1}", "-1", "a--1", "E-\t5" })
        {
            using var client = await EventSocket.OpenAsync(app, "/hub", System.Text.Encoding.UTF8.GetBytes(id));
            await client.UntilAsync(1);
            client.Status.ShouldBe(200, id);
            client.Events.ShouldBe(1, id);
        }
        using var twice = await RawClient.SendAsync(app, "/hub", "Last-Event-ID: a-1", "Last-Event-ID: a-2");
        (await twice.ReadUntilAsync("\"resumed\"")).ShouldContain("\"reason\":\"Malformed\",\"requested\":null");
        using var empty = await RawClient.SendAsync(app, "/hub", "Last-Event-ID: ");
        (await empty.ReadUntilAsync("retry: 3000")).ShouldContain("id: ");
        app.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_half_open_client_is_gone()
    {
        await using var app = await HubApp.StartAsync();
        using var client = await EventSocket.OpenAsync(app, "/hub");
        await client.OpenedAsync();
        client.HalfClose();
        await Wait.Until(() => app.Hub().SubscriberCount == 0);
    }

    [Fact]
    public async Task A_hub_that_is_not_registered_is_named_and_so_is_what_registers_it()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => TestApp.StartAsync(app => app.MapSse<TestHub>("/hub")));
        failure.Message.ShouldContain("AddHub<TestHub>()");
    }

    [Fact]
    public async Task A_second_registration_adds_options_and_they_are_validated_at_start()
    {
        await using var app = await TestApp.StartAsync(
            _ => { },
            services =>
            {
                services.AddSse().AddHub<TestHub>(o => o.Retention.MaxEvents = 3);
                services.AddSse().AddHub<TestHub>(o => o.MaxEventBytes = 50);
            });
        var options = app.Services.GetRequiredService<IOptionsMonitor<SseHubOptions>>().Get(typeof(TestHub).ToString());
        (options.Retention.MaxEvents, options.MaxEventBytes).ShouldBe((3, 50));
        app.Services.GetServices<TestHub>().Count().ShouldBe(1);
        foreach (var invalid in new Action<SseHubOptions>[]
        {
            o => o.Retention.MaxEvents = 0, o => o.Retention.MaxBytes = 1, o => o.Retention.MaxAge = TimeSpan.Zero, o => o.Retention.MaxTopics = 0,
            o => o.MaxEventBytes = 0, o => o.MaxSubscribers = 0,
        })
            await Should.ThrowAsync<OptionsValidationException>(() => TestApp.StartAsync(_ => { }, services => services.AddSse().AddHub<TestHub>(invalid)));
    }

    [Fact]
    public async Task The_hubs_attributes_and_the_groups_conventions_become_the_endpoints_metadata()
    {
        await using var app = await HubApp.StartAsync(map: app => app.MapGroup("/group").WithTags("moving").MapSse<TestHub>("/{topic}").RequireAuthorization("policy"));
        var endpoint = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().First(e => e.RoutePattern.RawText == "/group/{topic}");
        endpoint.Metadata.GetMetadata<TestAttribute>().ShouldNotBeNull();
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Single().Policy.ShouldBe("policy");
        endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.ITagsMetadata>()!.Tags.ShouldBe(["moving"]);
        endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Timeouts.DisableRequestTimeoutAttribute>().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_cut_at_the_write_timeout_and_the_others_are_not()
    {
        var time = new FakeTimeProvider();
        var ended = new TaskCompletionSource<SseDisconnectReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await HubApp.StartAsync(o => o.OnDisconnected = (_, reason) => ended.TrySetResult(reason), time: time);
        using var stalled = await EventSocket.OpenAsync(app, "/hub/a", receiveBuffer: 4096);
        using var other = await EventSocket.OpenAsync(app, "/hub/b");
        await stalled.OpenedAsync();
        await other.OpenedAsync();
        for (var i = 0; i < 2_000; i++) app.Hub().Topic("a").Publish(new Text(new string('x', 10_000)));
        await Wait.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return app.Hub().SubscriberCount == 1;
        });
        (await ended.Task.Bounded()).ShouldBe(SseDisconnectReason.ClientGone);
        app.Hub().Topic("b").Publish(new Step(1));
        (await other.UntilAsync(1)).Events.ShouldBe(1);
    }

    [Fact]
    public async Task A_hubs_endpoint_is_described_as_a_stream()
    {
        await using var app = await TestApp.StartAsync(
            app =>
            {
                app.MapOpenApi();
                app.MapSse<TestHub>("/hub/{topic}");
                app.MapGet("/result", (TestHub hub) => SseResults.Subscribe(hub, default(SseTopicSelection)));
            },
            services =>
            {
                services.AddOpenApi();
                services.AddSse().AddHub<TestHub>();
            });
        using var document = System.Text.Json.JsonDocument.Parse(await app.Http1.GetStringAsync("/openapi/v1.json", Cancellation).Bounded());
        foreach (var path in new[] { "/hub/{topic}", "/result" })
            document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content")
                .TryGetProperty("text/event-stream", out _).ShouldBeTrue(path);
    }
}
