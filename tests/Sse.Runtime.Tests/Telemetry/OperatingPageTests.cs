using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Sse.Tests.Hub;

namespace Sse.Tests.Telemetry;

/// <summary>Whoever operates an application finds every instrument and every reason in docs/operating.md, as they are.</summary>
public partial class OperatingPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/operating.md"));

    [Fact]
    public async Task Every_instrument_is_on_the_page_and_every_row_is_an_instrument()
    {
        await using var app = await HubApp.StartAsync();
        using var measured = new Measured(app.Services);

        var rows = Row().Matches(Page).Where(row => !row.Groups["name"].Value.StartsWith("sse.client.", StringComparison.Ordinal))
            .Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]}");
        rows.Order(StringComparer.Ordinal).ShouldBe(measured.Instruments.Select(instrument => $"{instrument.Name} {KindOf(instrument)} {instrument.Unit}").Order(StringComparer.Ordinal));
        measured.Instruments.ShouldAllBe(instrument => instrument.Description!.EndsWith('.'));
    }

    [Fact]
    public void Every_reason_is_on_the_page()
    {
        Enum.GetValues<SseDisconnectReason>().Select(reason => reason.Word()).ShouldAllBe(word => IsNamed(word));
        Enum.GetValues<SseGapReason>().Select(reason => reason.Word()).ShouldAllBe(word => IsNamed(word));
        string[] limits =
        [
            .. typeof(SseLimits).GetProperties().Select(option => option.Name).Where(name => name.StartsWith("Max", StringComparison.Ordinal)),
            nameof(SseHubOptions.MaxSubscribers), nameof(SseHubLimits.MaxStreamsPerTopic),
        ];
        limits.Select(Refusals.OfLimit).ShouldAllBe(word => IsNamed(word));
        new[] { Refusals.NotUnderstood, Refusals.Forbidden, Refusals.Unauthorized, Refusals.Rejected }.ShouldAllBe(word => IsNamed(word));
        IsNamed("imaginary").ShouldBeFalse();
    }

    [Fact]
    public void No_two_reasons_have_one_word()
    {
        Enum.GetValues<SseDisconnectReason>().Select(reason => reason.Word()).ShouldBeUnique();
        Enum.GetValues<SseDisconnectReason>().Select(reason => reason.Word()).ShouldNotContain("_OTHER");
        Enum.GetValues<SseGapReason>().Select(reason => reason.Word()).ShouldBeUnique();
        Enum.GetValues<SseGapReason>().Select(reason => reason.Word()).ShouldNotContain("_OTHER");
    }

    private static bool IsNamed(string word) => Page.Contains($"`{word}`", StringComparison.Ordinal) && word != "_OTHER";

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => "counter",
        "UpDownCounter" or "ObservableUpDownCounter" => "up-down",
        "ObservableGauge" => "gauge",
        "Histogram" => "histogram",
        var other => other,
    };

    [GeneratedRegex(@"^\| `(?<name>sse\.[\w.]+)` \| (?<kind>[\w-]+), `(?<unit>[^`]+)` \|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
