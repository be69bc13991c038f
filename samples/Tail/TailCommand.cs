using System.CommandLine;
using System.CommandLine.Parsing;
using Spectre.Console;
using Sse;

namespace Tail;

/// <summary>The command line: which stream to follow, from where, and how to print it.</summary>
public static class TailCommand
{
    public static RootCommand Create(IAnsiConsole console, TextWriter output, TextWriter messages)
    {
        var url = new Argument<Uri?>("url") { Description = "The address of an event stream.", CustomParser = ReadUrl };
        var lastEventId = new Option<string>("--last-event-id") { Description = "Go on after the event with this id." };
        var headers = new Option<string[]>("--header", "-H") { Description = "Send a header, 'Name: value'. May be given again." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object for each event." };
        var raw = new Option<bool>("--raw") { Description = "Print the data alone, as it was received." };
        headers.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !token.Value.Contains(':', StringComparison.Ordinal))) result.AddError("A header looks like 'Name: value'.");
        });
        var command = new RootCommand("Follows a stream of server-sent events, through every lost connection.") { url, lastEventId, headers, json, raw };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(raw)) result.AddError("--json and --raw exclude each other.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new SseClientOptions { LastEventId = parsed.GetValue(lastEventId) };
            foreach (var header in parsed.GetValue(headers) ?? [])
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                options.Headers[header[..colon].Trim()] = header[(colon + 1)..].Trim();
            }
            ITailPrinter printer = parsed.GetValue(json) ? new JsonPrinter(output, messages)
                : parsed.GetValue(raw) ? new RawPrinter(output, messages)
                : new PrettyPrinter(console);
            return Follower.RunAsync(parsed.GetValue(url)!, options, printer, cancellationToken);
        });
        return command;
    }

    private static Uri? ReadUrl(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        argument.AddError("The url is an http or https address, such as http://localhost:5000/sse.");
        return null;
    }
}
