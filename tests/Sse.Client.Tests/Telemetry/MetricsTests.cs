using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace Sse.Tests.Telemetry;

public sealed partial class MetricsTests : IDisposable
{
    private readonly List<string> _counted = [];
    private readonly List<Instrument> _instruments = [];
    private readonly MeterListener _listener = new();
    private readonly OneMeterFactory _factory = new();

    public MetricsTests()
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (!ReferenceEquals(instrument.Meter, _factory.Meter)) return;
            _instruments.Add(instrument);
            self.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counted.Add($"{instrument.Name} {value}{string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"))}"));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _factory.Dispose();
    }

    [Fact]
    public async Task Counts_connections_events_bytes_gaps_and_reconnects_by_reason()
    {
        await using var server = new RawServer();
        var test = new TestOptions();
        using var client = new SseClient(StreamEndpoint.Own(server.Address), test.Options, null, _factory);
        await using var reader = Collect.From(client);
        var first = await server.AcceptStreamAsync();
        const string Sent = "data: a\n\nevent: sse-gap\ndata: {\"reason\":\"Evicted\",\"oldest\":\"a-1\",\"resumed\":\"a-1\"}\n\n";
        await first.SendAsync(Sent);
        first.Close();
        await test.PassRetryAsync();
        await server.AnswerAsync("204 No Content");
        await reader.Ended.Soon();

        _counted.Where(line => !line.Contains(".io ", StringComparison.Ordinal)).ShouldBe(
        [
            "sse.client.open_connections 1",
            "sse.client.connects 1",
            "sse.client.received.events 1",
            "sse.client.received.events 1",
            "sse.client.gaps 1 sse.gap.reason=evicted",
            "sse.client.open_connections -1",
            "sse.client.reconnects 1 sse.retry.reason=end_of_stream",
        ]);
        _counted.Where(line => line.Contains(".io ", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Sent.Length);
    }

    [Fact]
    public async Task Counts_readings_that_fail_for_good_by_their_error()
    {
        await using var server = new RawServer();
        using var client = new SseClient(StreamEndpoint.Own(server.Address), new TestOptions().Options, null, _factory);
        await using var reader = Collect.From(client);
        await server.AnswerAsync("403 Forbidden");
        await Should.ThrowAsync<SseClientException>(() => reader.Ended.Soon());

        _counted.ShouldBe(["sse.client.failures 1 error.type=Sse.SseClientException"]);
    }

    [Fact]
    public void Every_instrument_is_on_the_page_and_every_row_is_an_instrument()
    {
        _ = new ClientMetrics(_factory);
        var rows = Row().Matches(File.ReadAllText(Repository.PathOf("docs/operating.md"))).Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}");
        rows.Order(StringComparer.Ordinal).ShouldBe(_instruments.Select(instrument =>
            $"{instrument.Name} {(instrument is UpDownCounter<long> ? "up-down" : "counter")} {instrument.Unit}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_reason_has_a_word_of_its_own_on_the_page()
    {
        var page = File.ReadAllText(Repository.PathOf("docs/operating.md"));
        string[] words = [.. Enum.GetValues<SseRetryReason>().Select(ClientReasons.Of), .. Enum.GetValues<SseGapReason>().Select(ClientReasons.Of)];
        words.ShouldBeUnique();
        words.ShouldNotContain("_OTHER");
        words.ShouldAllBe(word => page.Contains($"`{word}`"));
    }

    [GeneratedRegex(@"^\| `(?<name>sse\.client\.[\w.]+)` \| (?<kind>[\w-]+), `(?<unit>[^`]+)` \|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    private sealed class OneMeterFactory : IMeterFactory
    {
        public Meter Meter { get; } = new("Sse.Client");

        public Meter Create(MeterOptions options) => Meter;

        public void Dispose() => Meter.Dispose();
    }
}
