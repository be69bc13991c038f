using System.Text.RegularExpressions;

namespace Sse.Tests;

/// <summary>The names that Prometheus reads from an application, each with its labels.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);

    public Exposition(string text)
    {
        foreach (Match sample in Sample().Matches(text))
        {
            if (!_labels.TryGetValue(sample.Groups["name"].Value, out var labels)) _labels[sample.Groups["name"].Value] = labels = [];
            labels.UnionWith(sample.Groups["label"].Captures.Select(label => label.Value));
        }
    }

    public bool Has(string name) => _labels.ContainsKey(name);

    public IEnumerable<string> LabelsOf(string name) => _labels[name];

    /// <summary>What Prometheus itself adds, or what appears only when something happens.</summary>
    public void Add(string name, params IEnumerable<string> labels) => _labels[name] = [.. labels];

    [GeneratedRegex("""^(?<name>[a-z_]+)(\{((?<label>\w+)="(\\.|[^"\\])*",?)*\})? [^ ]+$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sample();
}
