using Sse.Tool.Checks;
using Sse.Tool.Recordings;

namespace Sse.Tests.Conformance;

/// <summary>
/// Servers of several makes, checked as anybody would. What is found stands in <c>docs/conformance.md</c>; run with <c>SNAPSHOT_UPDATE=1</c>
/// to accept a change.
/// </summary>
public class ConformanceTests
{
    [Fact]
    public async Task The_page_says_what_is_found()
    {
        await using var clock = new SampleServer("Clock");
        await clock.Start();
        await using var market = new SampleServer("Market");
        await market.Start();
        await using var secure = await HubServer.StartAsync();
        await using var platform = await PlatformServer.StartAsync();
        await using var better = await BetterSse.StartAsync();
        await using var marketProxy = await Nginx.StartAsync(market.Port);
        await using var platformProxy = await Nginx.StartAsync(platform.Port);
        await using var platformUnbuffered = await Nginx.StartAsync([platform.Port], "proxy_buffering off;");

        var checks = new[]
        {
            CheckAsync("Sse, stream (`samples/Clock`)", new(clock.Address, "/sse")),
            CheckAsync("Sse, hub (`samples/Market`)", new(market.Address, "/market/ACME"), new(market.Address, "/market/NOBODY")),
            CheckAsync("Sse, hub over https, with CORS", secure.At("/ticks"), secure.At("/quiet"), trigger: secure.At("/publish"), origin: HubServer.Page),
            CheckAsync("nginx before the hub", marketProxy.At("/market/ACME"), marketProxy.At("/market/NOBODY"), direct: new(market.Address, "/market/ACME")),
            CheckAsync("`TypedResults.ServerSentEvents`", platform.At("/ticks"), platform.At("/quiet")),
            CheckAsync("nginx before it", platformProxy.At("/ticks"), platformProxy.At("/quiet"), direct: platform.At("/ticks")),
            CheckAsync("nginx before it, `proxy_buffering off`", platformUnbuffered.At("/ticks"), platformUnbuffered.At("/quiet"), direct: platform.At("/ticks")),
            CheckAsync("better-sse 0.16.1", better.At("/ticks"), better.At("/quiet")),
        };
        var found = await Task.WhenAll(checks);
        var table = ConformanceTable.Of([.. found.Select(one => (one.Name, one.Levels))]);

        var path = Repository.PathOf("docs/conformance.md");
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable("SNAPSHOT_UPDATE") == "1") await File.WriteAllTextAsync(path, page = ConformanceTable.Replace(page, table), TestContext.Current.CancellationToken);
        ConformanceTable.Within(page).ShouldBe(table, $"docs/conformance.md isn't what was measured: see, then accept with SNAPSHOT_UPDATE=1.\n{string.Join('\n', found.Select(one => one.Text))}");
    }

    [Fact]
    public void A_table_that_is_another_is_noticed()
    {
        var page = "# Page\n<!-- measured: begin -->\n| a |\n<!-- measured: end -->\nMore.\n";
        ConformanceTable.Within(page).ShouldBe("| a |\n");
        ConformanceTable.Replace(page, "| b |\n").ShouldBe("# Page\n<!-- measured: begin -->\n| b |\n<!-- measured: end -->\nMore.\n");
    }

    /// <summary>The worst of a stream on which much happens and one on which nothing does.</summary>
    private static async Task<(string Name, IReadOnlyDictionary<string, FindingLevel> Levels, string Text)> CheckAsync(string name, Uri busy, Uri? quiet = null, Uri? direct = null, Uri? trigger = null, string? origin = null)
    {
        var settings = new CheckSettings(new VisitorSettings(busy) { Timeout = TimeSpan.FromSeconds(5), IsInsecure = true }) { TriesUnsafeMethods = true, Direct = direct, Trigger = trigger, Origin = origin };
        // Of the quiet one: whether it opens, when its headers come, and whether there are heartbeats.
        string[] asked = ["SSEC01", "SSEC05", "SSEC22"];
        var reports = await Task.WhenAll(
            Checker.RunAsync(settings, TestContext.Current.CancellationToken),
            quiet is null ? Task.FromResult<CheckReport>(null!) : Checker.RunAsync(
                settings with { Visitor = settings.Visitor with { Address = quiet }, Skipped = [.. CheckCatalogue.All.Select(check => check.Info.Id).Except(asked)] }, TestContext.Current.CancellationToken));
        var findings = reports.Where(report => report is not null).SelectMany(report => report.Findings).ToList();
        var levels = findings.GroupBy(finding => finding.Check.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Max(finding => finding.Level), StringComparer.Ordinal);
        return (name, levels, $"{name}:\n{string.Join('\n', findings.Where(finding => finding.Level > FindingLevel.Fine).Select(finding => $"  {finding.Level} {finding.Check.Id} {finding.Text}"))}");
    }
}
