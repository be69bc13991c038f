using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

/// <summary>However a topic is asked for: nobody gets an event of one that they were not granted.</summary>
public class TopicAttackTests
{
    private const string End = "end";

    public static TheoryData<string> Endpoints => ["/policy", "/delegate", "/group/of", "/chosen", "/own"];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Nobody_reads_a_topic_that_was_not_granted(string endpoint)
    {
        var (app, position) = await StartAsync(isGuarded: true);
        await using var _ = app;
        var leaks = new List<string>();
        var statuses = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Attack.Foreign.Length; i++)
        {
            foreach (var attack in Attack.On(endpoint, Attack.Foreign[i], Attack.Own[i % Attack.Own.Length], position))
            {
                foreach (var user in new[] { "alice", null })
                {
                    var (status, read) = await SendAsync(app, attack, user);
                    statuses[status] = statuses.GetValueOrDefault(status) + 1;
                    if (read.Except(user is null ? [] : Attack.Own, StringComparer.Ordinal).Any()) leaks.Add($"{user} {attack.Path} {string.Join(' ', attack.Headers)}: {string.Join(' ', read)}");
                }
            }
        }
        leaks.ShouldBeEmpty();
        // What was refused was refused in words of HTTP, and the server has met no error.
        statuses.Keys.ShouldBeSubsetOf(["200", "204", "400", "401", "403", "404"]);
        statuses.GetValueOrDefault("403").ShouldBeGreaterThan(500);
        statuses.GetValueOrDefault("401").ShouldBeGreaterThan(500);
        app.Log.Errors.ShouldBeEmpty();
        Figures.Show($"topic authorization: {statuses.Values.Sum()} attacks on {endpoint}, {string.Join(", ", statuses.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} × {pair.Key}"))}");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task What_was_granted_is_read_by_the_same_means(string endpoint)
    {
        var (app, _) = await StartAsync(isGuarded: true);
        await using var __ = app;
        foreach (var own in Attack.Own)
        {
            if (own != "..") (await SendAsync(app, new Attack($"{endpoint}/{Uri.EscapeDataString(own)}"), "alice")).ShouldBe("200", own);
            (await SendAsync(app, new Attack($"{endpoint}?topic={Uri.EscapeDataString(own)}"), "alice")).ShouldBe("200", own);
        }
    }

    [Fact]
    public async Task Unguarded_the_same_requests_read_everything()
    {
        var (app, position) = await StartAsync(isGuarded: false);
        await using var _ = app;
        foreach (var foreign in Attack.Foreign.Where(topic => !SseUserTopic.IsReserved(topic)))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var attack in Attack.On("/policy", foreign, "order-1", position)) seen.UnionWith((await SendAsync(app, attack, user: null)).Read);
            seen.ShouldContain(foreign);
        }
    }

    [Fact]
    public async Task An_id_of_another_hub_or_of_somebody_else_opens_nothing()
    {
        var (app, _) = await StartAsync(isGuarded: true);
        await using var __ = app;
        var orders = app.Services.GetRequiredService<OrderHub>();
        orders.Topic("order-1").Publish(new Text("of the other hub"));
        foreach (var id in new[] { $"{orders.Position}/order-1", $"{orders.Position}", $"{app.Letters().Position}/order-2", "earliest/order-2", "snapshot" })
        {
            var (status, read) = await SendAsync(app, new Attack("/policy/order-1", $"Last-Event-ID: {id}"), "alice", isComplete: false);
            status.ShouldBe("200");
            read.ShouldBeSubsetOf(["order-1"]);
            (await SendAsync(app, new Attack("/policy/order-2", $"Last-Event-ID: {id}"), "alice")).Status.ShouldBe("403");
            (await SendAsync(app, new Attack("/orders/order-1", $"Last-Event-ID: {id}"), "alice")).Status.ShouldBe("403");
        }
    }

    private static async Task<(TestApp App, string Position)> StartAsync(bool isGuarded)
    {
        var (app, grants) = await AuthApp.StartAsync(app =>
        {
            var policy = new AuthorizationPolicyBuilder().AddRequirements(new Grants.MayRead()).Build();
            var everyone = new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build();
            var used = isGuarded ? policy : everyone;
            app.MapSse<LetterHub>("/policy/{topic?}", o => o.TopicsFromQuery = true).RequireTopicAuthorization(used);
            app.MapSse<LetterHub>("/delegate/{**topic}", o => (o.TopicsFromQuery, o.AuthorizeTopic) = (true, AskGrants));
            app.MapGroup("/group").RequireTopicAuthorization(used).MapSse<LetterHub>("/of/{topic?}", o => o.TopicsFromQuery = true);
            app.MapSse<LetterHub>("/chosen/{x?}", o => o.Topics = Named).RequireTopicAuthorization(used);
            app.MapGet("/own/{x?}", (HttpContext http, LetterHub hub) => SseResults.Subscribe(hub, Named(http))).RequireTopicAuthorization(used);
            app.MapSse<OrderHub>("/orders/{topic}").RequireTopicAuthorization(policy => policy.RequireAssertion(_ => false));
        });
        grants.Give("alice", Attack.Own);
        var position = app.Letters().Position.ToString();
        foreach (var topic in Attack.Own.Concat(Attack.Foreign)) app.Letters().Topic(topic).Publish(new Text(topic));
        app.Letters().Publish(new Text(End));
        return (app, position);
    }

    private static ValueTask<bool> AskGrants(SseTopicAuthorization asked) =>
        new(asked.Http.RequestServices.GetServices<IAuthorizationHandler>().OfType<Grants>().Single().Has(asked.Http.User, asked.Resource));

    private static SseTopicSelection Named(HttpContext http)
    {
        var names = http.Request.Query["topic"].Select(name => name ?? "").ToList();
        if (http.Request.GetRouteTopic("x") is { } own) names.Add(own);
        return names.ToArray();
    }

    /// <summary>The status of the answer, and whose events it has; from the log's beginning, unless the attack says otherwise.</summary>
    private static async Task<Answer> SendAsync(TestApp app, Attack attack, string? user, bool isComplete = true)
    {
        var headers = attack.Headers.ToList();
        if (!headers.Exists(header => header.StartsWith("Last-Event-ID", StringComparison.Ordinal)) && !attack.Path.Contains("lastEventId", StringComparison.Ordinal)) headers.Add("Last-Event-ID: earliest");
        if (user is not null) headers.Add($"{HeaderScheme.User}: {user}");
        // Without chunks within its body.
        using var client = await RawClient.SendAsync(app, "1.0", attack.Path, [.. headers]);
        var head = await client.ReadUntilAsync("\r\n\r\n");
        var status = head.Split(' ')[1];
        if (status != "200") return new(status, []);
        // Places that are none of this log begin with what comes now.
        if (!isComplete || attack.Headers.Any(header => header.Contains("other-7", StringComparison.Ordinal))) app.Letters().Publish(new Text(End));
        var text = head.Contains($"\"{End}\"", StringComparison.Ordinal) ? head : head + await client.ReadUntilAsync($"\"{End}\"");
        return new(status, [.. text.Split('\n').Where(line => line.StartsWith("data: {\"value\"", StringComparison.Ordinal) && line.EndsWith('}'))
            .Select(line => JsonDocument.Parse(line[6..]).RootElement.GetProperty("value").GetString()!).Where(value => value != End)]);
    }

    internal sealed record Answer(string Status, string[] Read)
    {
        public void ShouldBe(string status, string topic) => (Status, string.Join(' ', Read)).ShouldBe((status, topic));
    }
}
