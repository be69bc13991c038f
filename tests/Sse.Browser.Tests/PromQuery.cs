using System.Text.RegularExpressions;

namespace Sse.Tests;

/// <summary>What a query asks for: whatever is a name in it and no word of the language is taken for a metric's.</summary>
internal sealed partial class PromQuery
{
    private static readonly string[] Words = ["and", "or", "unless", "offset", "bool", "group_left", "group_right"];

    private readonly string[] _groups;
    private readonly List<(string Metric, string Label, string Value)> _matchers;

    public PromQuery(string text)
    {
        _groups = [.. Grouping().Matches(text).SelectMany(group => group.Groups["label"].Captures).Select(label => label.Value).Distinct()];
        var selectors = Selector().Matches(Range().Replace(Grouping().Replace(text, " "), "")).Where(selector => !Words.Contains(selector.Groups["name"].Value)).ToList();
        Metrics = [.. selectors.Select(selector => selector.Groups["name"].Value).Distinct()];
        _matchers = [.. selectors.SelectMany(selector => Matcher().Matches(selector.Groups["matchers"].Value)
            .Select(matcher => (selector.Groups["name"].Value, matcher.Groups["label"].Value, matcher.Groups["value"].Value)))];
    }

    public string[] Metrics { get; }

    /// <summary>What of it would never find anything.</summary>
    /// <param name="exposition">What there is.</param>
    /// <param name="shown">The labels that are shown with its result.</param>
    /// <param name="words">The words that labels may be compared with.</param>
    public IEnumerable<string> Faults(Exposition exposition, IEnumerable<string> shown, IReadOnlyCollection<string> words)
    {
        var unknown = Metrics.Where(metric => !exposition.Has(metric)).ToList();
        var known = Metrics.Except(unknown).ToList();
        return
        [
            .. Metrics.Length == 0 ? ["no metric"] : unknown,
            .. known.SelectMany(metric => _groups.Where(label => !HasLabel(metric, label)).Select(label => $"{metric} by {label}")),
            .. _matchers.Where(matcher => known.Contains(matcher.Metric) && !HasLabel(matcher.Metric, matcher.Label)).Select(matcher => $"{matcher.Metric}: {matcher.Label}"),
            .. _matchers.Where(matcher => matcher.Label.EndsWith("_reason", StringComparison.Ordinal))
                .SelectMany(matcher => matcher.Value.Split('|').Where(value => !words.Any(word => Regex.IsMatch(word, $"^({value})$", RegexOptions.None, TimeSpan.FromSeconds(1)))))
                .Select(value => $"no reason {value}"),
            .. shown.Where(label => _groups.Length > 0 ? !_groups.Contains(label) : !known.All(metric => HasLabel(metric, label))).Select(label => $"{label} isn't there to be shown"),
        ];

        // Prometheus adds what it has scraped.
        bool HasLabel(string metric, string label) => label is "instance" or "job" || exposition.LabelsOf(metric).Contains(label);
    }

    [GeneratedRegex(@"\b(by|without|on|ignoring)\s*\(\s*((?<label>\w+)[\s,]*)*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();

    [GeneratedRegex("""\b(?<name>(?>[A-Za-z_]\w*))(?!\s*\()(\{(?<matchers>([^"}]|"[^"]*")*)\})?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Selector();

    [GeneratedRegex("""(?<label>\w+)\s*(=~|!=|!~|=)\s*"(?<value>[^"]*)"|(?<label>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Matcher();
}
