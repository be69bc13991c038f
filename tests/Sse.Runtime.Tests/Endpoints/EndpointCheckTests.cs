using System.Net;
using Microsoft.AspNetCore.Http;
using Sse.Tests.Hub;

namespace Sse.Tests.Endpoints;

/// <summary>What an endpoint's options ask for that its hub can't give is said when it is mapped.</summary>
public class EndpointCheckTests
{
    [Fact]
    public async Task A_frequency_that_lets_events_wait_for_longer_than_they_are_kept_is_refused_at_the_start()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(
            () => HubApp.StartAsync(o => o.MaxFrequency = 0.05m, o => o.Retention.MaxAge = TimeSpan.FromMinutes(1)));
        refused.Message.ShouldContain("MaxFrequency");
        refused.Message.ShouldContain("Retention.MaxAge");
    }

    [Fact]
    public async Task A_frequency_of_a_result_is_refused_when_it_is_made()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.Retention.MaxAge = TimeSpan.FromMinutes(1));
        Should.Throw<ArgumentException>(() => SseResults.Subscribe(app.Hub(), "t", new SseSubscribeOptions { MaxFrequency = 0.05m })).Message.ShouldContain("MaxFrequency");
    }

    [Fact]
    public async Task A_client_that_asks_for_too_little_gets_as_little_as_the_hub_can_give()
    {
        await using var app = await HubApp.StartAsync(hub: o => o.Retention.MaxAge = TimeSpan.FromMinutes(1));
        var problem = Frequency.Find(Request("?maxFrequency=0.0001"), allowed: null, new SseRetentionOptions { MaxAge = TimeSpan.FromSeconds(40) }, out var frequency);
        problem.ShouldBeNull();
        frequency.ShouldBe(0.1m);
    }

    [Theory]
    [InlineData("maxFrequency=0")]
    [InlineData("maxFrequency=-1")]
    [InlineData("maxFrequency=fast")]
    [InlineData("maxFrequency=1&maxFrequency=2")]
    [InlineData("maxFrequency=")]
    [InlineData("maxFrequency=1e3")]
    public async Task A_client_that_asks_for_no_number_is_told(string query)
    {
        await using var app = await HubApp.StartAsync();
        using var response = await app.Http1.GetAsync(new Uri($"/hub/t?{query}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("maxFrequency");
    }

    [Theory]
    [InlineData(null, "?maxFrequency=2", 2)]
    [InlineData(5, "?maxFrequency=2", 2)]
    [InlineData(1, "?maxFrequency=2", 1)]
    [InlineData(5, "", 5)]
    [InlineData(null, "?maxFrequency=5000", 1000)]
    public void The_lower_of_what_is_allowed_and_what_is_asked_holds(int? allowed, string query, int expected)
    {
        Frequency.Find(Request(query), allowed, new SseRetentionOptions(), out var frequency).ShouldBeNull();
        frequency.ShouldBe(expected);
    }

    [Fact]
    public async Task Snapshots_of_a_hub_that_keeps_no_keys_are_warned_of()
    {
        await using var app = await HubApp.StartAsync(o => o.Start = SseStart.Snapshot);
        app.Log.OfSse.ShouldContain(entry => entry.Message.Contains("Retention.KeepLatest", StringComparison.Ordinal));
        await using var kept = await HubApp.StartAsync(o => o.Start = SseStart.Snapshot, o => o.Retention.KeepLatest = new SseKeepLatestOptions());
        kept.Log.OfSse.ShouldBeEmpty();
    }

    private static HttpRequest Request(string query)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString(query);
        return http.Request;
    }
}
