using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sse.Tests.Authorization;
using Sse.Tests.Hub;

namespace Sse.Tests.Tickets;

/// <summary>Where a ticket is found after it was used, in whatever way: in the server's own line of each request, and nowhere else.</summary>
[Collection(nameof(ListensToAll))]
public class TicketLeakTests
{
    // The one that the guide says to switch off.
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    [Theory]
    [InlineData(LogLevel.Information)]
    [InlineData(LogLevel.Trace)]
    public async Task No_log_but_the_servers_request_lines_has_it(LogLevel level)
    {
        await using var app = await StartAsync(services => services.AddLogging(logging => logging.SetMinimumLevel(level)));
        var secrets = await UseAsync(app);
        await Wait.Until(() => app.App.Log.All.Count(entry => entry.Message.StartsWith("Request finished", StringComparison.Ordinal)) >= secrets.Count);
        var leaks = app.App.Log.All.Where(entry => secrets.Any(secret => (entry.Message + entry.Exception).Contains(secret, StringComparison.Ordinal))).Select(entry => entry.Category).Distinct();
        leaks.ShouldBe([RequestLines], "what is measured, and told by the guide");
        app.App.Log.Errors.ShouldNotBeEmpty("there were exceptions too");
    }

    [Fact]
    public async Task What_those_lines_tell_is_worth_nothing()
    {
        await using var app = await StartAsync();
        await UseAsync(app);
        var addresses = app.App.Log.All.Where(entry => entry.Category == RequestLines)
            .SelectMany(entry => entry.Message.Split(' ')).Where(word => word.Contains("ticket=", StringComparison.Ordinal)).Select(word => new Uri(word).PathAndQuery).Distinct().ToList();
        addresses.Count.ShouldBeGreaterThan(3);
        foreach (var address in addresses)
        {
            using var answer = await app.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task With_the_filter_of_the_guide_no_log_has_it()
    {
        await using var app = await StartAsync(services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter(RequestLines, LogLevel.Warning)));
        var secrets = await UseAsync(app);
        app.App.Log.All.ShouldNotContain(entry => secrets.Any(secret => (entry.Message + entry.Exception).Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_trace_and_no_metric_has_it()
    {
        var told = new ConcurrentQueue<string>();
        var requests = 0;
        using var traces = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "Microsoft.AspNetCore.Hosting.HttpRequestIn") Interlocked.Increment(ref requests);
                // A client's own address is its own.
                if (activity.Kind == ActivityKind.Client) return;
                told.Enqueue($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(e => e.Tags))} {string.Join(' ', activity.Baggage)}");
            },
        };
        ActivitySource.AddActivityListener(traces);
        using var metrics = new MeterListener { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => told.Enqueue(Text(instrument, tags)));
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => told.Enqueue(Text(instrument, tags)));
        metrics.Start();

        await using var app = await StartAsync();
        var secrets = await UseAsync(app);
        await Wait.Until(() => Volatile.Read(ref requests) >= secrets.Count);
        told.Count(text => text.Contains("/letters/{topic}", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        told.ShouldNotContain(text => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));

        static string Text(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => $"{instrument.Name} {string.Join(' ', tags.ToArray())}";
    }

    private static Task<TicketApp> StartAsync(Action<IServiceCollection>? services = null) => TicketApp.StartAsync(
        services: services,
        map: app =>
        {
            app.MapSse<LetterHub>("/failing/{topic}", o =>
            {
                o.AcceptsTickets = true;
                o.AuthorizeTopic = asked => asked.Http.Request.Method == "POST" ? new(true) : throw new InvalidOperationException("by the application");
            });
            app.MapSse<LetterHub>("/connecting/{topic}", o =>
            {
                o.AcceptsTickets = o.TopicsArePublic = true;
                o.OnConnecting = _ => throw new InvalidOperationException("by the application");
            });
        });

    // Every way in which one may end, and every secret that was about.
    private static async Task<List<string>> UseAsync(TicketApp app)
    {
        var secrets = new List<string>();
        foreach (var (path, status) in new[] { ("/letters/a", HttpStatusCode.OK), ("/failing/a", HttpStatusCode.Forbidden), ("/connecting/a", HttpStatusCode.InternalServerError) })
        {
            var ticket = await app.IssueAsync(path);
            using var answer = await app.OpenAsync(path, ticket);
            answer.StatusCode.ShouldBe(status);
            secrets.Add(ticket);
            if (status != HttpStatusCode.OK) continue;
            var cookie = TicketApp.CookieOf(answer);
            secrets.Add(cookie.Split('=')[1]);
            (await app.StatusAsync(path, ticket, cookie)).ShouldBe(HttpStatusCode.OK);
            (await app.StatusAsync(path, ticket)).ShouldBe(HttpStatusCode.Unauthorized);
            app.App.Letters().Topic("a").Publish(new Text("x"));
        }
        var other = await app.IssueAsync("/letters/b");
        (await app.StatusAsync("/letters/a", other)).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/letters/b", other + "x")).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync("/letters/b", other)).ShouldBe(HttpStatusCode.OK);
        secrets.Add(other);
        return secrets;
    }
}
