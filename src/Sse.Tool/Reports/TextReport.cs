using Spectre.Console;
using Sse.Tool.Checks;

namespace Sse.Tool.Reports;

/// <summary>A report for eyes: a line for each check, coloured where a terminal has colours.</summary>
internal static class TextReport
{
    public static void Write(CheckReport report, IAnsiConsole console)
    {
        console.MarkupLine($"[bold]{Shown(report.ShownAddress)}[/] [grey50]{Say.Count(report.Events, "event", "events")} in {Say.Seconds(report.Duration)}[/]");
        foreach (var finding in report.Findings)
        {
            var (sign, color) = Look(finding.Level);
            console.MarkupLine($"[{color}]{sign,-7}[/] {finding.Check.Id} {Shown(finding.Check.Title)}: {Shown(finding.Text)}{(finding.Level >= FindingLevel.Warning ? $" [grey50]({Shown(finding.Check.Reference)})[/]" : "")}");
        }
        console.MarkupLine(Shown($"{Count(report, FindingLevel.Error, "error", "errors")}, {Count(report, FindingLevel.Warning, "warning", "warnings")}, {Count(report, FindingLevel.Note, "note", "notes")}, {report.Count(FindingLevel.Fine)} fine, {report.Count(FindingLevel.NotApplicable)} not applicable{(report.WasCancelled ? "; stopped before the end" : "")}"));
    }

    private static string Count(CheckReport report, FindingLevel level, string one, string many) => Say.Count(report.Count(level), one, many);

    private static (string Sign, string Color) Look(FindingLevel level) => level switch
    {
        FindingLevel.Fine => ("ok", "green"),
        FindingLevel.Note => ("note", "blue"),
        FindingLevel.Warning => ("warning", "yellow"),
        FindingLevel.Error => ("error", "red"),
        _ => ("-", "grey50"),
    };

    private static string Shown(string text) => Markup.Escape(TerminalText.Shown(text));
}
