using Sse.Tests.Support;
using Sse.Tool.Checks;
using Sse.Tool.Recordings;
using static Sse.Tests.Support.StreamServer;

namespace Sse.Tests.Checks;

/// <summary>Whole runs.</summary>
public class CheckerTests
{
    [Fact]
    public async Task A_server_that_does_all_well_is_told_nothing()
    {
        var journal = new Journal(3);
        await using var server = await StartAsync(journal, async context => context.Request.Method is not "GET" && await Answer(context, 405, "Allow: GET"), isTls: true);
        using var feed = new Feeding(journal);
        var report = await Checker.RunAsync(Settings(server), TestContext.Current.CancellationToken).Soon();

        report.Findings.Select(finding => finding.Check.Id).ShouldBe(CheckCatalogue.All.Select(check => check.Info.Id));
        report.Findings.Where(finding => finding.Level >= FindingLevel.Warning).ShouldBeEmpty();
        Of(report, "SSEC31").Should("ok", "nothing lost");
        Of(report, "SSEC70").Should("ok", "HTTP/2.0");
        report.Events.ShouldBeGreaterThan(3);
        report.WasCancelled.ShouldBeFalse();
    }

    [Theory]
    [InlineData(404, "404")]
    [InlineData(500, "500")]
    [InlineData(204, "204 tells clients to stop")]
    [InlineData(302, "302 that leads nowhere")]
    public async Task Where_no_stream_is_opened_nothing_else_is_tried(int status, string says)
    {
        var requests = 0;
        await using var server = await StartAsync(async context =>
        {
            Interlocked.Increment(ref requests);
            await Answer(context, status, "");
        });
        var report = await Checker.RunAsync(Settings(server), TestContext.Current.CancellationToken).Soon();

        report.Findings[0].Should("error", says);
        report.Findings.Skip(1).ShouldAllBe(finding => finding.Level == FindingLevel.NotApplicable && finding.Text == "no stream was opened");
        requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_isnt_there_and_one_that_never_answers_are_told()
    {
        var nobody = new CheckSettings(new VisitorSettings(new Uri($"http://127.0.0.1:{LocalPort.Free()}/")));
        (await Checker.RunAsync(nobody, TestContext.Current.CancellationToken).Soon()).Findings[0].Should("error", "refused");

        var time = new FakeTimeProvider();
        await using var server = await StartAsync(async context => await Hang(context, time));
        (await Checker.RunAsync(Settings(server) with { Time = time }, TestContext.Current.CancellationToken).Soon()).Findings[0].Should("error", "no answer in 30 s");
    }

    [Fact]
    public async Task When_it_is_stopped_it_tells_what_it_has_found()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await StartAsync(new Journal(1), async context =>
        {
            if (context.Request.Method is not "OPTIONS") return false;
            await stop.CancelAsync();
            return await Hang(context);
        });
        var report = await Checker.RunAsync(Settings(server) with { Skipped = ["SSEC31"] }, stop.Token).Soon();

        report.WasCancelled.ShouldBeTrue();
        Of(report, "SSEC02").Should("ok", "text/event-stream");
        Of(report, "SSEC40").Level.ShouldNotBe(FindingLevel.NotApplicable);
        Of(report, "SSEC41").Should("notApplicable", "stopped before");
        Of(report, "SSEC71").Should("notApplicable", "stopped before");
    }

    [Fact]
    public async Task What_is_skipped_isnt_tried()
    {
        List<string> methods = [];
        await using var server = await StartAsync(new Journal(1), context =>
        {
            lock (methods) methods.Add(context.Request.Method);
            return Task.FromResult(false);
        });
        var all = CheckCatalogue.All.Select(check => check.Info.Id).ToList();
        var report = await Checker.RunAsync(Settings(server) with { Skipped = [.. all.Select(id => id.ToLowerInvariant())] }, TestContext.Current.CancellationToken).Soon();

        report.Findings.ShouldAllBe(finding => finding.Level == FindingLevel.NotApplicable && finding.Text == "it was skipped");
        methods.ShouldBe(["GET"]);
    }

    [Fact]
    public async Task A_server_that_never_stops_sending_is_bounded()
    {
        await using var server = await StartAsync(async context =>
        {
            Journal.Open(context);
            var much = new byte[64 << 10];
            while (true)
            {
                await context.Response.Body.WriteAsync(much, context.RequestAborted);
                await Task.Yield();
            }
        });
        var report = await Checker.RunAsync(Settings(server) with { Skipped = ["SSEC31", "SSEC60"], Connections = 2 }, TestContext.Current.CancellationToken).Soon();

        Of(report, "SSEC17").Should("warning", "more than 4 MiB");
    }

    [Fact]
    public async Task What_a_server_says_is_told_in_short()
    {
        await using var server = await StartAsync(new Journal(1), context => context.Request.Method is "OPTIONS" ? Answer(context, 405, $"Allow: {new string('x', 8000)}") : Task.FromResult(false));
        (await Probe.RunAsync("SSEC41", server)).Text.Length.ShouldBe(1001);
    }

    [Fact]
    public async Task Redirects_are_followed_and_headers_stay_with_whom_they_are_for()
    {
        List<string> keys = [];
        await using var other = await StartAsync(context =>
        {
            lock (keys) keys.Add($"{context.Request.Headers["X-Key"]}");
            return new Journal(1).ServeAsync(context);
        });
        await using var server = await StartAsync(async context => await Answer(context, 307, $"Location: {other.Address}"));
        using var visitor = new Visitor(new VisitorSettings(server.Address) { Headers = [("X-Key", "secret")] }, TimeProvider.System);
        var reply = await visitor.AskAsync(Visit.Stream(), TestContext.Current.CancellationToken).Soon();

        (reply.Answer!.Status, reply.Answer.Address).ShouldBe((200, other.Address));
        reply.Answer.Redirects.ShouldBe([server.Address]);
        keys.ShouldBe([""]);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        var requests = 0;
        await using var server = await StartAsync(async context =>
        {
            Interlocked.Increment(ref requests);
            await Answer(context, 302, "Location: /sse");
        });
        (await Checker.RunAsync(Settings(server), TestContext.Current.CancellationToken).Soon()).Findings[0].Should("error", "302");
        requests.ShouldBe(6);
    }

    [Fact]
    public void Each_check_has_an_id_of_its_own_in_order()
    {
        var ids = CheckCatalogue.All.Select(check => check.Info.Id).ToList();
        ids.ShouldBe(ids.Distinct().Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => id.StartsWith("SSEC", StringComparison.Ordinal) && id.Length == 6);
    }

    private static CheckSettings Settings(StreamServer server) =>
        new(new VisitorSettings(server.Address) { Timeout = TimeSpan.FromSeconds(30), IsInsecure = true }) { Watch = TimeSpan.FromMilliseconds(1), TriesUnsafeMethods = true };

    private static Finding Of(CheckReport report, string id) => report.Findings.Single(finding => finding.Check.Id == id);

    /// <summary>Events, now and then, for as long as a run goes on.</summary>
    private sealed class Feeding : IDisposable
    {
        private readonly ITimer _timer;

        public Feeding(Journal journal) => _timer = TimeProvider.System.CreateTimer(_ => journal.Append(), null, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));

        public void Dispose() => _timer.Dispose();
    }
}
