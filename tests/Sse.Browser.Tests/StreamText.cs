using System.Text;
using Microsoft.Playwright;

namespace Sse.Tests;

/// <summary>Streams as text: what a server has sent, or what none would.</summary>
internal static class StreamText
{
    /// <summary>An event as a hub's stream has it.</summary>
    public static string Event(string name, string id, string json) => $"id: {id}\nevent: {name}\ndata: {json}\n\n";

    /// <summary>The end of a snapshot.</summary>
    public static string Live(string id, bool complete = true) =>
        Event("sse-live", id, $$"""{"count":0,"position":"{{id}}","complete":{{(complete ? "true" : "false")}}}""");

    /// <summary>A break in the stream.</summary>
    public static string Gap(string id) => Event("sse-gap", id, $$"""{"reason":"Evicted","requested":"{{id}}","oldest":"{{id}}","resumed":"{{id}}"}""");

    /// <summary>Says that nothing more comes: the client doesn't ask again.</summary>
    public static string End(string id) => $"id: {id}~end\n\n";

    /// <summary>A server's stream up to the end of its snapshot.</summary>
    public static async Task<string> ReadSnapshotAsync(Uri address)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var client = new HttpClient();
        using var reader = new StreamReader(await client.GetStreamAsync(address, cancelled));
        var text = new StringBuilder();
        for (var isEnding = false; await reader.ReadLineAsync(cancelled) is { } line && (line.Length > 0 || !isEnding);)
        {
            text.Append(line).Append('\n');
            isEnding |= line == "event: sse-live";
        }
        return text.Append('\n').ToString();
    }

    /// <summary>Answers requests with such streams, in this order; what comes then goes to the server.</summary>
    /// <returns>The addresses that have been asked for.</returns>
    public static async Task<List<string>> AnswerAsync(IPage page, string path, params IEnumerable<Task<string>> streams)
    {
        var (asked, answers) = (new List<string>(), new Queue<Task<string>>(streams));
        await page.RouteAsync(url => new Uri(url).AbsolutePath == path, async route =>
        {
            if (route.Request.Method != "GET") { await route.ContinueAsync(); return; }
            asked.Add(Uri.UnescapeDataString(route.Request.Url));
            if (answers.TryDequeue(out var answer)) await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = await answer });
            else await route.ContinueAsync();
        });
        return asked;
    }
}
