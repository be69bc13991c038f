using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sse.Tests.Delivery;

namespace Sse.Tests.Hub;

/// <summary>What clients see, and may say, where a hub hides its positions.</summary>
public partial class HiddenPositionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_on_the_wire_counts_the_hubs_events()
    {
        var (quiet, busy) = (await ListenAsync(others: 0), await ListenAsync(others: 57));
        foreach (var text in new[] { quiet, busy })
        {
            // Whatever names the log hides what follows, also in the data of gaps and ends of snapshots.
            Named().Count(text).ShouldBeGreaterThan(20);
            Named().Matches(text).Where(named => !Hidden().IsMatch(named.Value)).ShouldBeEmpty();
            text.ShouldContain("sse-gap");
            text.ShouldContain("sse-live");
            text.ShouldContain("~end");
        }
        // Of the same form, but for what the pages of the log say: nothing is longer where more was published.
        Shape(busy).ShouldBe(Shape(quiet));

        static string Shape(string text) => Retry().Replace(Named().Replace(text, "ID"), "retry");
    }

    [Fact]
    public async Task A_client_goes_on_behind_its_id_by_header_and_by_query_and_hears_the_end()
    {
        await using var app = await StartAsync();
        var hub = app.Hub();
        for (var i = 1; i <= 3; i++) hub.Topic("ACME").Publish(new Step(i));
        using var first = await app.OpenAsync("/hub/ACME", lastEventId: "earliest");
        await first.NextAsync();
        var id = IdOf(await first.NextAsync());
        id.ShouldEndWith("/ACME");
        using var byHeader = await app.OpenAsync("/hub/ACME", lastEventId: id);
        await byHeader.NextAsync();
        (await byHeader.NextAsync())!.ShouldEndWith("{\"n\":2}");
        using var byQuery = await app.OpenAsync($"/hub/ACME?lastEventId={Uri.EscapeDataString(id)}");
        await byQuery.NextAsync();
        (await byQuery.NextAsync())!.ShouldEndWith("{\"n\":2}");

        hub.Topic("ACME").Complete();
        await byQuery.NextAsync();
        var end = IdOf(await byQuery.NextAsync());
        end.ShouldBe($"{hub.Position}~end");
        using var last = await app.OpenAsync("/hub/ACME", lastEventId: end);
        ((int)last.Response.StatusCode).ShouldBe(204);
    }

    [Fact]
    public async Task An_id_that_the_hub_has_not_written_is_a_strangers()
    {
        await using var app = await StartAsync(map: app => app.MapSse<OtherHub>("/other", o => o.TopicsArePublic = true));
        var (hub, other) = (app.Hub(), app.Services.GetRequiredService<OtherHub>());
        for (var i = 1; i <= 3; i++)
        {
            hub.Publish(new Step(i));
            other.Publish(new Step(i));
        }
        var epoch = hub.Position.Epoch;
        var own = hub.Position.ToString();
        hub.GetLatest(SseTopicSelection.None).Position.ToString().ShouldBe(own);
        var block = own[(epoch.Length + 2)..];
        var random = new string('A', SseEventId.HiddenLength);
        string[] strangers =
        [
            $"{epoch}-3", $"{epoch}-2/ACME", $"{epoch}-s3.1", $"{epoch}-x", $"{epoch}-x3", $"{epoch}-{block}",
            $"{epoch}-x{random}", $"{epoch}-x{random}.{random}", $"{epoch}-x{block}.{block}", $"{epoch}-x{block}.", $"{epoch}-x.{block}", $"{epoch}-x{block}.{block}.{block}",
            own[..^1], own + "A", own[..^1] + "B", other.Position.ToString(), $"{epoch}-x{other.Position.ToString()[(epoch.Length + 2)..]}", $"zzzzzzzz-x{block}",
        ];
        foreach (var id in strangers)
        {
            using var client = await app.OpenAsync("/hub", lastEventId: id);
            ((int)client.Response.StatusCode).ShouldBe(200, id);
            await client.NextAsync();
            var gap = (await client.NextAsync())!;
            gap.ShouldContain("\"reason\":\"OtherEpoch\"", customMessage: id);
            gap.ShouldContain($"\"requested\":\"{id}\"");
            (await client.NextAsync())!.ShouldEndWith("{\"n\":1}", customMessage: id);
        }
        foreach (var id in new[] { $"{epoch}-x{block}/%zz", "x", $"{epoch}-x{block}é", $"{epoch}-" })
        {
            using var client = await app.OpenAsync($"/hub?lastEventId={Uri.EscapeDataString(id)}");
            await client.NextAsync();
            (await client.NextAsync())!.ShouldContain("\"reason\":\"Malformed\"", customMessage: id);
        }
    }

    [Fact]
    public async Task Within_the_process_positions_are_in_order_and_their_text_comes_back()
    {
        await using var app = await StartAsync();
        var hub = app.Hub();
        var before = hub.Position;
        var first = await hub.PublishAsync(new Step(1), Cancellation);
        var second = await hub.PublishAsync(new Step(2), Cancellation);
        (before < first && first < second && hub.Position == second).ShouldBeTrue();
        first.CompareTo(second).ShouldBeLessThan(0);

        var stored = SsePosition.Parse(first.ToString());
        stored.ShouldBe(first);
        stored.GetHashCode().ShouldBe(first.GetHashCode());
        stored.ShouldNotBe(second);
        stored.Epoch.ShouldBe(first.Epoch);
        Should.Throw<InvalidOperationException>(() => stored.CompareTo(second));
        foreach (var start in new[] { SseStart.After(first), SseStart.After(stored), SseStart.After(new SsePosition(first.Epoch, 1)) })
        {
            await foreach (var message in hub.ReadAllAsync(SseTopicSelection.None, start, Cancellation))
            {
                message.Event.ShouldBe(new Step(2));
                message.Position.ShouldBe(second);
                break;
            }
        }
        await foreach (var message in hub.ReadAllAsync(SseTopicSelection.None, SsePosition.Parse($"{first.Epoch}-x{new string('A', 22)}"), Cancellation))
        {
            message.Event.ShouldBeOfType<SseGap>().Reason.ShouldBe(SseGapReason.OtherEpoch);
            message.Position.CompareTo(before).ShouldBe(0);
            break;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(24)]
    [InlineData(64)]
    public async Task A_key_of_another_length_is_refused_when_the_application_starts(int length)
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(() => HubApp.StartAsync(hub: o => o.PositionKeys.Add(new byte[length])));
        refused.Message.ShouldContain("One of PositionKeys is no key; each has 16 or 32 bytes.");
    }

    /// <summary>All that some streams of one topic say, while so many other events are published to another between two of its own.</summary>
    private static async Task<string> ListenAsync(int others)
    {
        var time = new FakeTimeProvider();
        await using var app = await StartAsync(
            hub: o => o.Retention.MaxEventsPerTopic = 10,
            time: time,
            map: app => app.MapSse<TestHub>("/snapshot/{topic}", o => (o.TopicsArePublic, o.Start) = (true, SseStart.Snapshot)));
        var hub = app.Hub();
        var said = new StringBuilder();
        var early = hub.Position.ToString();
        using var live = await app.OpenAsync("/hub/ACME");
        said.AppendLine(await live.NextAsync());
        for (var i = 1; i <= 20; i++)
        {
            for (var n = 0; n < others; n++) hub.Topic("other").Publish(new Step(0));
            hub.Topic("ACME").Publish(new Step(i));
            said.AppendLine(await live.NextAsync());
        }
        hub.Topic("other").Publish(new Step(0));
        // Its place has moved without an event of its own: the heartbeat says so.
        var beat = live.NextAsync();
        // Not for so long that events become too old.
        for (var n = 0; n < 100 && !beat.IsCompleted; n++)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }
        said.AppendLine(await beat);
        using var late = await app.OpenAsync("/hub/ACME", lastEventId: early);
        for (var i = 0; i < 12; i++) said.AppendLine(await late.NextAsync());
        using var snapshot = await app.OpenAsync("/snapshot/ACME");
        for (var i = 0; i < 2; i++) said.AppendLine(await snapshot.NextAsync());
        hub.Topic("ACME").Complete();
        said.AppendLine(await snapshot.NextRawAsync());
        return said.ToString();
    }

    private static Task<TestApp> StartAsync(Action<SseHubOptions>? hub = null, TimeProvider? time = null, Action<WebApplication>? map = null) => TestApp.StartAsync(
        app =>
        {
            app.MapSse<TestHub>("/hub/{topic?}", o => o.TopicsArePublic = true);
            map?.Invoke(app);
        },
        services =>
        {
            services.AddSse()
                .AddHub<TestHub>(o =>
                {
                    o.PositionKeys.Add(PipeHub.Key);
                    hub?.Invoke(o);
                })
                .AddHub<OtherHub>(o => o.PositionKeys.Add(PipeHub.Key));
            if (time is not null) services.AddSingleton(time);
        });

    private static string IdOf(string? block) => block!.Split('\n').Single(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];

    [GeneratedRegex("(?<=id: |\"(position|oldest|resumed|requested)\":\")[^\n\"]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("^[a-z0-9]{8}-x[A-Za-z0-9_-]{22}(\\.[A-Za-z0-9_-]{22})?(/ACME)?(~end)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("retry: [0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Retry();

    [SseHub(typeof(Step))]
    public sealed partial class OtherHub;
}
