using System.CommandLine;
using Spectre.Console;
using Sse.Tool.Tail;

namespace Sse.Tool.Commands;

/// <summary><c>dotnet sse tail</c>: which stream to follow, from where, and how to print it.</summary>
internal static class TailCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var url = CommonOptions.Url();
        var lastEventId = new Option<string>("--last-event-id") { Description = "Go on after the event with this id." };
        var headers = CommonOptions.Headers();
        var types = new Option<string[]>("--event", "-e") { Description = "Print events of this type only. May be given again." };
        var count = CommonOptions.Number("--count", "End after so many printed events.", int.MaxValue);
        var json = new Option<bool>("--json") { Description = "Print one JSON object for each event." };
        var raw = new Option<bool>("--raw") { Description = "Print the data only, as it was received." };
        var command = new Command("tail", "Follows a stream of server-sent events, through every lost connection.") { url, lastEventId, headers, types, count, json, raw };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(raw)) result.AddError("--json and --raw exclude each other.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new SseClientOptions { LastEventId = parsed.GetValue(lastEventId) };
            foreach (var (name, value) in CommonOptions.Split(parsed.GetValue(headers))) options.Headers[name] = value;
            var (output, messages) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            ITailPrinter printer = parsed.GetValue(json) ? new JsonPrinter(output, messages)
                : parsed.GetValue(raw) ? new RawPrinter(output, messages)
                : new PrettyPrinter(console);
            return Follower.RunAsync(parsed.GetValue(url)!, options, new TailFilter(parsed.GetValue(types) ?? [], parsed.GetValue(count)), printer, cancellationToken);
        });
        return command;
    }
}
