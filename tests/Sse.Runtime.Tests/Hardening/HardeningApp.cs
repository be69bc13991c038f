using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sse.Tests.Authorization;
using Sse.Tests.Hub;

namespace Sse.Tests.Hardening;

/// <summary>An application under attack: topics of several users, honest readers of one of them, and what is asked of it all.</summary>
internal sealed class HardeningApp : IAsyncDisposable
{
    /// <summary>Goes to every topic that may be read, again and again; nobody's secret.</summary>
    public const string Pulse = "\"pulse ";

    /// <summary>In what attackers say themselves: to be found where it doesn't belong.</summary>
    public const string Token = "Zz9q";

    private const string Watched = "watched";
    private const string Mark = "event of ";

    private readonly CancellationTokenSource _stop = new();
    private readonly List<(EventReader Reader, Task<int> Pulses)> _watchers = [];
    private Task<int> _pulsing = Task.FromResult(0);

    private HardeningApp(TestApp app) => App = app;

    public TestApp App { get; }

    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>The id of the newest event of the hub that is attacked, and of another one.</summary>
    public (string Own, string Other) Positions => (Orders.Position.ToString(), App.Letters().Position.ToString());

    private OrderHub Orders => App.Services.GetRequiredService<OrderHub>();

    private int Streams => StreamingHost.Of(App.Services).Limits.Streams;

    /// <summary>Starts it, with its honest readers.</summary>
    /// <param name="isGuarded">False shows that what is asked of it can fail.</param>
    public static async Task<HardeningApp> StartAsync(bool isGuarded = true)
    {
        var (app, grants) = await AuthApp.StartAsync(
            app =>
            {
                var policy = isGuarded ? Grants.Policy : "Everyone";
                app.MapSse<OrderHub>("/policy/{topic?}", o => o.TopicsFromQuery = true).RequireTopicAuthorization(policy);
                app.MapSse<OrderHub>("/mine/{topic?}", o =>
                {
                    o.TopicsFromQuery = true;
                    o.TopicFromUser();
                }).RequireTopicAuthorization(policy);
                app.MapSse<TraderHub>("/traders/{topic?}", o => o.TopicsFromQuery = true).RequireTopicAuthorization(policy);
                app.MapSse<LetterHub>("/letters/{topic?}", o => o.TopicsFromQuery = true).RequireAuthorization().RequireTopicAuthorization(policy);
            },
            services =>
            {
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Sse", LogLevel.Trace));
                services.AddSse(o => o.Limits.MaxStreams = 100_000);
                services.AddAuthorization(o => o.AddPolicy("Everyone", everyone => everyone.RequireAssertion(_ => true)));
            });
        var hardening = new HardeningApp(app);
        grants.Give("alice", [.. Attack.Own, SseUserTopic.NameOf("alice")]).Give("bob", Watched);
        foreach (var topic in Attack.Own.Concat(Attack.Foreign).Append(Watched).Where(topic => !SseUserTopic.IsReserved(topic)))
            hardening.Orders.Topic(topic).Publish(new Text(Mark + topic));
        foreach (var user in new[] { "alice", "bob" }) hardening.Orders.User(user).Publish(new Text(Mark + SseUserTopic.NameOf(user)));
        app.Services.GetRequiredService<TraderHub>().Publish(new Text(Mark + "traders"));
        await hardening.WatchAsync();
        hardening._pulsing = hardening.PulseAsync();
        return hardening;
    }

    public IAssailant MakeAssailant(int version) => version == 1 ? new Http1Assailant(App) : new Http2Assailant(App);

    /// <summary>Asks of an answer what must hold of every one.</summary>
    public void Judge(HardeningAttack attack, HardeningAnswer answer)
    {
        var read = ValuesOf(answer.Body).Where(value => value.StartsWith(Mark, StringComparison.Ordinal)).Select(value => value[Mark.Length..]).ToList();
        var mayRead = attack.User == "alice" ? Attack.Own.Append(SseUserTopic.NameOf("alice")) : [];
        var foreign = read.Except(mayRead, StringComparer.Ordinal).ToList();
        if (foreign.Count > 0) Fail($"has read {string.Join(", ", foreign)}");
        // 501 and 505 are what the server says of a request that it can't take for one.
        if (answer.Status is >= 500 and not (501 or 505)) Fail($"is answered with {answer.Status}");
        if (answer.Status == 200 && attack.User is null) Fail("has been let in without a name");
        if (answer.Status == 200 && !attack.IsHead && !HttpMethods.IsGet(attack.Method)) Fail("has opened a stream by another method");
        // One that may read some topics has a stream of topics, never one of the hub.
        if (answer.Status == 200 && !attack.IsHead && !attack.NamesPlace && !attack.Path.Contains("/letters", StringComparison.Ordinal) && read.Count == 0) Fail("has a stream of no topic");
        if (answer.Head.Contains(Token, StringComparison.Ordinal)) Fail("has put a word into the headers");

        void Fail(string what) => Failures.Enqueue($"{attack} {what}");
    }

    /// <summary>Asks what must hold when all is over: the honest have had everything, and nothing is left of the others.</summary>
    public async Task<int> EndAsync()
    {
        await Wait.Until(() => Streams == _watchers.Count);
        await _stop.CancelAsync();
        var pulses = await _pulsing;
        foreach (var (_, watched) in _watchers) (await watched.Bounded()).ShouldBe(pulses);
        foreach (var (reader, _) in _watchers) reader.Dispose();
        await Wait.Until(() => Streams == 0 && Orders.SubscriberCount == 0);
        Failures.Take(10).ShouldBeEmpty();
        App.Log.Errors.Select(entry => $"{entry.Message} {entry.Exception}").Take(5).ShouldBeEmpty();
        App.Log.OfSse.Where(entry => entry.Message.Any(char.IsControl) || entry.Message.Contains(Token, StringComparison.Ordinal)).Select(entry => entry.Message).ShouldBeEmpty();
        return pulses;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await App.DisposeAsync();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/policy/" + Watched) { Version = new Version(1 + (i % 2), i % 2 == 0 ? 1 : 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            request.Headers.Add(HeaderScheme.User, "bob");
            var reader = await EventReader.OpenAsync(await App.Client(1 + (i % 2)).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded());
            await reader.NextAsync();
            _watchers.Add((reader, CountAsync(reader)));
        }
    }

    // Each number once and in order, up to the last.
    private static async Task<int> CountAsync(EventReader reader)
    {
        var count = 0;
        while (await reader.NextAsync() is { } block)
        {
            foreach (var value in ValuesOf(block + "\n"))
            {
                if (value == "last") return count;
                value.ShouldBe($"pulse {++count}");
            }
        }
        throw new EndOfStreamException();
    }

    private async Task<int> PulseAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        SseTopicSelection topics = [.. Attack.Own, Watched];
        var count = 0;
        try
        {
            do
            {
                Orders.Topics(topics).Publish(new Text($"pulse {++count}"));
                Orders.User("alice").Publish(new Text($"pulse {count}"));
                App.Letters().Publish(new Text($"pulse {count}"));
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
        Orders.Topic(Watched).Publish(new Text("last"));
        return count;
    }

    private static IEnumerable<string> ValuesOf(string body) => body.Split('\n')
        .Where(line => line.StartsWith("data: {\"value\"", StringComparison.Ordinal) && line.EndsWith('}'))
        .Select(line => JsonDocument.Parse(line[6..]).RootElement.GetProperty("value").GetString()!);
}
