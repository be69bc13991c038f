using System.Text;
using Sse.Tool.Checks;
using Sse.Tool.Reports;

namespace Sse.Tests.Conformance;

/// <summary>The table of <c>docs/conformance.md</c>: a row for each check, a column for each server.</summary>
internal static class ConformanceTable
{
    private const string Begin = "<!-- measured: begin -->\n";
    private const string End = "<!-- measured: end -->";

    public static string Of(IReadOnlyList<(string Name, IReadOnlyDictionary<string, FindingLevel> Levels)> servers)
    {
        var table = new StringBuilder();
        table.Append("| |").AppendJoin("|", servers.Select(server => $" {server.Name} ")).Append("|\n|---|").AppendJoin("|", servers.Select(_ => "---")).Append("|\n");
        foreach (var check in CheckCatalogue.All)
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| [{check.Info.Id}](guide/checking.md#{check.Info.Id.ToLowerInvariant()}) {check.Info.Title} |").AppendJoin("|", servers.Select(server => $" {Cell(server.Levels[check.Info.Id])} ")).Append("|\n");
        return table.ToString();
    }

    /// <summary>What stands in a page.</summary>
    public static string Within(string page)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return page[begin..page.IndexOf(End, StringComparison.Ordinal)];
    }

    /// <summary>The page with another table.</summary>
    public static string Replace(string page, string table) => page.Replace(Begin + Within(page) + End, Begin + table + End, StringComparison.Ordinal);

    private static string Cell(FindingLevel level) => level switch
    {
        FindingLevel.NotApplicable => "–",
        FindingLevel.Warning or FindingLevel.Error => $"**{JsonReport.NameOf(level)}**",
        _ => JsonReport.NameOf(level),
    };
}
