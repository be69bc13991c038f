using System.CommandLine;
using Spectre.Console;
using Sse.Tool.Checks;
using Sse.Tool.Recordings;
using Sse.Tool.Reports;

namespace Sse.Tool.Commands;

/// <summary><c>dotnet sse check</c>: holds any server's stream against the standard. Ends with 1 when it is worse than was allowed.</summary>
internal static class CheckCommand
{
    private const int Interrupted = 130;

    public static Command Create(IAnsiConsole console)
    {
        var url = CommonOptions.Url();
        var headers = CommonOptions.Headers();
        var method = CommonOptions.Text("--method", "How the stream is asked for.", text => text.All(char.IsAsciiLetter), "takes a method such as GET or POST", "GET");
        var body = new Option<string>("--body") { Description = "What is sent along, as application/json unless a --header says otherwise." };
        var watch = CommonOptions.Seconds("--watch", "For how many seconds the stream is watched.", 20);
        var timeout = CommonOptions.Seconds("--timeout", "How many seconds an answer, or an event that has to come, may take.", 10);
        var origin = CommonOptions.Text("--origin", "The origin of a page that is to read it, such as https://app.example.org.",
            text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.GetLeftPart(UriPartial.Authority) == text, "is a scheme and a host, such as https://app.example.org");
        var trigger = CommonOptions.OptionalUrl("--trigger", "An address where a POST makes the server publish an event.");
        var direct = CommonOptions.OptionalUrl("--direct", "The same stream without the proxy before it, to compare when events come.");
        var proxy = CommonOptions.OptionalUrl("--proxy", "A proxy to go through.");
        var connections = CommonOptions.Number("--connections", "How many streams are opened at once, up to 100.", most: 100, normal: 10);
        var unsafeMethods = new Option<bool>("--unsafe-methods") { Description = "Try POST, PUT, DELETE and PATCH as well: only where they can do no harm." };
        var insecure = new Option<bool>("--insecure") { Description = "Take any certificate." };
        var skip = new Option<string[]>("--skip") { Description = "Leave out a check, by its id. May be given again." };
        var json = new Option<string>("--json") { Description = "Write the report as JSON to a file, or to the output: '-'." };
        var failOn = new Option<string>("--fail-on") { Description = "The least that ends with 1: note, warning, error, or never.", DefaultValueFactory = _ => "error" };
        failOn.AcceptOnlyFromAmong("note", "warning", "error", "never");
        skip.Validators.Add(result =>
        {
            foreach (var unknown in result.Tokens.Select(token => token.Value).Where(id => CheckCatalogue.All.All(check => !check.Info.Id.Equals(id, StringComparison.OrdinalIgnoreCase))))
                result.AddError($"There is no check '{unknown}': ids go from {CheckCatalogue.All[0].Info.Id} to {CheckCatalogue.All[^1].Info.Id}.");
        });
        var command = new Command("check", "Checks a server of event streams, in any language, from the outside.")
            { url, headers, method, body, watch, timeout, origin, trigger, direct, proxy, connections, unsafeMethods, insecure, skip, json, failOn };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new CheckSettings(new VisitorSettings(parsed.GetValue(url)!)
            {
                Headers = CommonOptions.Split(parsed.GetValue(headers)),
                Method = HttpMethod.Parse(parsed.GetValue(method)!),
                Body = parsed.GetValue(body),
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                Proxy = parsed.GetValue(proxy),
                IsInsecure = parsed.GetValue(insecure),
            })
            {
                Watch = TimeSpan.FromSeconds(parsed.GetValue(watch)),
                Origin = parsed.GetValue(origin),
                Trigger = parsed.GetValue(trigger),
                Direct = parsed.GetValue(direct),
                Connections = parsed.GetValue(connections),
                TriesUnsafeMethods = parsed.GetValue(unsafeMethods),
                Skipped = parsed.GetValue(skip) ?? [],
            },
            console, parsed.GetValue(json), parsed.GetValue(failOn)!, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CheckSettings settings, IAnsiConsole console, string? json, string failOn, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var report = await Checker.RunAsync(settings, cancellationToken);
        try
        {
            if (json == "-") await output.WriteLineAsync(JsonReport.Of(report));
            else TextReport.Write(report, console);
            // Whoever stopped it still wants what was found.
            if (json is not null and not "-") await File.WriteAllTextAsync(json, JsonReport.Of(report) + "\n", CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"dotnet sse check: error SSET003: {error.Message}");
            return 2;
        }
        if (report.WasCancelled) return Interrupted;
        return report.Findings.Any(finding => finding.Level >= Least(failOn)) ? 1 : 0;
    }

    private static FindingLevel Least(string failOn) => failOn switch
    {
        "note" => FindingLevel.Note,
        "warning" => FindingLevel.Warning,
        "error" => FindingLevel.Error,
        _ => FindingLevel.Error + 1,
    };
}
