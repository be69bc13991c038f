using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sse.Tests;

/// <summary>What samples/Observed asks Prometheus for, and what docs/operating.md says there is.</summary>
internal static partial class ObservedFiles
{
    private static readonly string Operating = File.ReadAllText(Repository.PathOf("docs/operating.md"));

    /// <summary>The words of the page, reasons among them.</summary>
    public static HashSet<string> Words { get; } = [.. Quoted().Matches(Operating).Select(word => word.Groups["word"].Value)];

    public static string Dashboard => File.ReadAllText(Repository.PathOf("samples/Observed/grafana/dashboard.json"));

    public static string Alerts => File.ReadAllText(Repository.PathOf("samples/Observed/prometheus/alerts.yml"));

    /// <summary>Every instrument of the server by the name that the exporter gives it, with its labels.</summary>
    public static IEnumerable<(string Name, string[] Labels)> Instruments()
    {
        string[] hubAndRoute = ["sse_hub", "http_route"];
        foreach (Match row in Row().Matches(Operating).Where(row => !row.Groups["name"].Value.StartsWith("sse.client.", StringComparison.Ordinal)))
        {
            var unit = row.Groups["unit"].Value switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
            var name = row.Groups["name"].Value.Replace('.', '_') + unit;
            var labels = Quoted().Matches(row.Groups["attributes"].Value).Select(label => label.Groups["word"].Value.Replace('.', '_'));
            if (row.Groups["attributes"].Value.StartsWith("and ", StringComparison.Ordinal)) labels = labels.Concat(hubAndRoute);
            string[] all = [.. labels];
            switch (row.Groups["kind"].Value)
            {
                case "counter":
                    yield return (name + "_total", all);
                    break;
                case "histogram":
                    yield return (name + "_bucket", [.. all, "le"]);
                    yield return (name + "_sum", all);
                    yield return (name + "_count", all);
                    break;
                default:
                    yield return (name, all);
                    break;
            }
        }
    }

    /// <summary>The queries of a dashboard, its variables among them, each with the labels that its legend shows.</summary>
    public static IEnumerable<(string Query, string[] Shown)> QueriesOfDashboard(string json)
    {
        using var dashboard = JsonDocument.Parse(json);
        foreach (var variable in dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray().Where(variable => variable.GetProperty("type").ValueEquals("query")))
        {
            var values = LabelValues().Match(variable.GetProperty("query").GetProperty("query").GetString()!);
            yield return (values.Groups["metric"].Value, [values.Groups["label"].Value]);
        }
        foreach (var target in dashboard.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()))
            yield return (target.GetProperty("expr").GetString()!, ShownIn(target.GetProperty("legendFormat").GetString()!));
    }

    /// <summary>The queries of alert rules, each with the labels that its texts show.</summary>
    public static IEnumerable<(string Query, string[] Shown)> QueriesOfAlerts(string yaml) =>
        yaml.Split("- alert: ")[1..].Select(rule => (Expression().Match(rule).Groups["query"].Value, ShownIn(rule)));

    private static string[] ShownIn(string text) => [.. Placeholder().Matches(text).Select(label => label.Groups["label"].Value).Distinct()];

    [GeneratedRegex(@"`(?<word>[\w.]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `(?<name>sse\.[\w.]+)` \| (?<kind>[\w-]+), `(?<unit>[^`]+)` \| (?<attributes>[^|]*) \|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^label_values\((?<metric>\w+), (?<label>\w+)\)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"^ +expr: (?<query>.+)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\{\{ ?(\$labels\.)?(?<label>[a-z_]+) ?\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
