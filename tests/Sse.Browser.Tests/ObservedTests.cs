using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sse.Tests;

public sealed class ObservedTests : IDisposable
{
    // Is there only once a client has taken nothing for longer than all buffers between hold.
    private const string Seldom = "sse_server_flush_wait_duration_seconds_";

    // The meter's, which the exporter adds.
    private const string ScopeName = "otel_scope_name";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task All_that_the_dashboard_and_the_alerts_ask_for_is_measured_and_nothing_that_clients_said()
    {
        await using var server = await StartAsync();
        using var first = await OpenAsync(server, "/prices/ACME?user=alice");
        using var second = await OpenAsync(server, "/prices/nobody-publishes-here?topic=nor-here");
        using (await OpenAsync(server, "/prices/BOLT", lastEventId: "nonsense")) { }
        using (await _client.GetAsync(new Uri(server.Address, "/prices/ACME?maxFrequency=never"), Cancelled)) { }
        while (await first.ReadLineAsync(Cancelled) is { } line && !line.StartsWith("data:", StringComparison.Ordinal)) { }

        var text = "";
        await Until(async () =>
        {
            text = await GetAsync(server, "/metrics");
            var measured = new Exposition(text);
            return ObservedFiles.Instruments().All(instrument => measured.Has(instrument.Name) || IsSeldom(instrument.Name)) && Figure(text, "sse_server_active_streams") == 2;
        }, () => text);

        Figure(text, "sse_hub_published_events_total").ShouldBeGreaterThan(0);
        Figure(text, "sse_server_delivered_events_total").ShouldBeGreaterThan(0);
        var exposition = new Exposition(text);
        ObservedFiles.Instruments().Where(instrument => !IsSeldom(instrument.Name))
            .ShouldAllBe(instrument => exposition.LabelsOf(instrument.Name).ToHashSet().SetEquals(instrument.Labels.Append(ScopeName)));
        FaultsOf(exposition, ObservedFiles.Dashboard, ObservedFiles.Alerts).ShouldBeEmpty();

        text.ShouldContain("http_route=\"/prices/{topic}\"");
        foreach (var said in new[] { "ACME", "BOLT", "CRUX", "DELTA", "nobody-publishes-here", "nor-here", "alice", "nonsense", "never" }) text.ShouldNotContain(said, Case.Insensitive);
    }

    [Theory]
    [InlineData("sse_server_active_streams{", "sse_server_open_streams{", "sse_server_open_streams")]
    [InlineData("label_values(sse_hub_retained_events,", "label_values(sse_hub_kept_events,", "sse_hub_kept_events")]
    [InlineData("sum by (sse_gap_reason)", "sum by (gap_reason)", "sse_server_gaps_total by gap_reason", "sse_gap_reason isn't there to be shown")]
    [InlineData("sse_hub_keys{sse_hub=~", "sse_hub_keys{hub=~", "sse_hub_keys: hub")]
    [InlineData("{{sse_end_reason}}", "{{sse_reason}}", "sse_reason isn't there to be shown")]
    [InlineData("min_over_time(sse_store_queue_events[2m])", "min_over_time(sse_store_queued[2m])", "sse_store_queued")]
    [InlineData("expr: sse_store_tail_lag_seconds > 5", "expr: sse_store_tail_lag > 5", "sse_store_tail_lag")]
    [InlineData("sse_gap_reason=~\"evicted|", "sse_gap_reason=~\"eviction|", "no reason eviction")]
    [InlineData("{{ $labels.sse_refusal_reason }} turns", "{{ $labels.reason }} turns", "reason isn't there to be shown")]
    public void A_query_that_finds_nothing_is_noticed(string there, string instead, params string[] faults)
    {
        var exposition = Documented();
        FaultsOf(exposition, ObservedFiles.Dashboard, ObservedFiles.Alerts).ShouldBeEmpty();

        FaultsOf(exposition, ObservedFiles.Dashboard.Replace(there, instead, StringComparison.Ordinal), ObservedFiles.Alerts.Replace(there, instead, StringComparison.Ordinal))
            .Distinct().ShouldBe(faults);
    }

    [Fact]
    public void No_metric_of_a_query_can_have_another_name()
    {
        var exposition = Documented();
        exposition.Add("up");

        var asked = ObservedFiles.QueriesOfDashboard(ObservedFiles.Dashboard).Concat(ObservedFiles.QueriesOfAlerts(ObservedFiles.Alerts))
            .SelectMany(query => new PromQuery(query.Query).Metrics.Select(metric => (query.Query, Metric: metric))).ToList();
        asked.Select(one => one.Metric).Distinct().Count().ShouldBeGreaterThan(18);
        foreach (var (query, metric) in asked)
            new PromQuery(Regex.Replace(query, $@"\b{metric}\b", "$0s", RegexOptions.None, Longest)).Faults(exposition, [], ObservedFiles.Words).ShouldBe([metric + "s"]);
    }

    [Fact]
    public void Every_alert_says_what_to_do()
    {
        var rules = ObservedFiles.Alerts.Split("- alert: ")[1..];
        rules.Length.ShouldBeGreaterThan(10);
        rules.ShouldAllBe(rule => Regex.IsMatch(rule, "\n +summary: \".+\"\n +description: \".{40,}\\.\"", RegexOptions.None, Longest));
        rules.ShouldAllBe(rule => ObservedFiles.QueriesOfAlerts("- alert: " + rule).Single().Query.Length > 0);
    }

    [Fact]
    public async Task A_hub_whose_store_takes_nothing_is_not_ready_but_alive()
    {
        await using var server = await StartAsync();
        (await GetAsync(server, "/health/ready")).ShouldBe("Healthy");

        // The byte by which SQLite lets one write at a time.
        using var index = new FileStream(_folder["observed.db-shm"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (OperatingSystem.IsLinux()) index.Lock(120, 1);
        await Until(async () => await GetAsync(server, "/health/ready") == "Degraded", () => "the hub is still healthy");
        (await GetAsync(server, "/health/live")).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_collector_that_is_named_gets_metrics_traces_and_logs()
    {
        var sent = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.Latin1);
            var text = await reader.ReadToEndAsync(Cancelled);
            sent.AddOrUpdate(signal, text, (_, before) => before + text);
        });
        await collector.StartAsync(Cancelled);

        await using var server = await StartAsync("--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single(), "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            "--OTEL_METRIC_EXPORT_INTERVAL", "200", "--OTEL_BSP_SCHEDULE_DELAY", "200", "--OTEL_BLRP_SCHEDULE_DELAY", "200");

        await Until(() => Task.FromResult(Has("metrics", "sse.hub.published.events") && Has("traces", "publish MarketHub") && Has("logs", "Application started")),
            () => string.Join(", ", sent.Keys));

        bool Has(string signal, string text) => sent.GetValueOrDefault(signal, "").Contains(text, StringComparison.Ordinal);
    }

    private static bool IsSeldom(string name) => name.StartsWith(Seldom, StringComparison.Ordinal);

    private static Exposition Documented()
    {
        var exposition = new Exposition("");
        foreach (var (name, labels) in ObservedFiles.Instruments()) exposition.Add(name, labels);
        return exposition;
    }

    private static List<string> FaultsOf(Exposition exposition, string dashboard, string alerts)
    {
        foreach (var (name, labels) in ObservedFiles.Instruments().Where(instrument => IsSeldom(instrument.Name))) exposition.Add(name, labels);
        exposition.Add("up");
        return [.. ObservedFiles.QueriesOfDashboard(dashboard).Concat(ObservedFiles.QueriesOfAlerts(alerts))
            .SelectMany(asked => new PromQuery(asked.Query).Faults(exposition, asked.Shown, ObservedFiles.Words))];
    }

    private static double Figure(string text, string name) =>
        Regex.Matches(text, $@"^{name}\{{.*\}} (?<figure>[^ ]+)$", RegexOptions.Multiline, Longest).Sum(sample => double.Parse(sample.Groups["figure"].Value, CultureInfo.InvariantCulture));

    private static async Task Until(Func<Task<bool>> condition, Func<string> found)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Longest) Assert.Fail(found());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancelled);
        }
    }

    private async Task<SampleServer> StartAsync(params string[] arguments)
    {
        var server = new SampleServer("Observed", ["--file", _folder["observed.db"], .. arguments]);
        await server.Start();
        return server;
    }

    private Task<string> GetAsync(SampleServer server, string path) => _client.GetStringAsync(new Uri(server.Address, path), Cancelled);

    private async Task<StreamReader> OpenAsync(SampleServer server, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, path));
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        return new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(Cancelled));
    }
}
