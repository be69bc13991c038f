using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sse.Tool.Checks;

namespace Sse.Tool.Reports;

/// <summary>A report for programs: one JSON object. Members may be added to it, none is taken away.</summary>
internal static class JsonReport
{
    public static string Of(CheckReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("address", report.ShownAddress);
            json.WriteNumber("events", report.Events);
            json.WriteNumber("seconds", Math.Round(report.Duration.TotalSeconds, 1));
            json.WriteBoolean("stopped", report.WasCancelled);
            json.WriteStartObject("counts");
            foreach (var level in Enum.GetValues<FindingLevel>()) json.WriteNumber(NameOf(level), report.Count(level));
            json.WriteEndObject();
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                json.WriteStartObject();
                json.WriteString("id", finding.Check.Id);
                json.WriteString("title", finding.Check.Title);
                json.WriteString("level", NameOf(finding.Level));
                json.WriteString("text", finding.Text);
                json.WriteString("reference", finding.Check.Reference);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>A level's name in reports.</summary>
    public static string NameOf(FindingLevel level) => level switch
    {
        FindingLevel.Fine => "ok",
        FindingLevel.Note => "note",
        FindingLevel.Warning => "warning",
        FindingLevel.Error => "error",
        _ => "notApplicable",
    };
}
