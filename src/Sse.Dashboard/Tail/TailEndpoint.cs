using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>Streams a hub's events to a page, as far as it can show them.</summary>
/// <param name="hubs">The application's hubs.</param>
/// <param name="time">The clock.</param>
internal sealed class TailEndpoint(WatchedHubs hubs, TimeProvider time)
{
    private const int LongestFilter = 512;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly SseStreamOptions Options = new() { CompleteOnReturn = false };

    /// <summary>Answers a request.</summary>
    public Task StreamAsync(HttpContext http)
    {
        if (!hubs.TryFind(http, out var watched, out var problem)) return BadRequest.WriteAsync(http, problem);
        var query = http.Request.Query;
        var (topic, name, text) = (query["topic"].FirstOrDefault(), query["event"].FirstOrDefault(), query["text"].FirstOrDefault());
        if (topic?.Length > LongestFilter || name?.Length > LongestFilter || text?.Length > LongestFilter)
            return BadRequest.WriteAsync(http, $"A filter has at most {LongestFilter} characters.");
        var reader = new TailReader(watched.Core, new TailFilter(topic, Meant(name), Meant(text)));
        return SseResults.Stream((stream, closed) => RunAsync(watched.Core, reader, stream, closed), Options).ExecuteAsync(http);
    }

    private static string? Meant(string? text) => text is { Length: > 0 } ? text : null;

    private async Task RunAsync(HubCore hub, TailReader reader, SseStream stream, CancellationToken closed)
    {
        using var timer = new PeriodicTimer(Interval, time);
        reader.Read(out _);
        while (!hub.IsStopped && await timer.WaitForNextTickAsync(closed).ConfigureAwait(false))
        {
            var events = reader.Read(out var skipped);
            foreach (var one in events) await stream.PublishAsync(one, closed).ConfigureAwait(false);
            if (skipped > 0) await stream.PublishAsync(new TailSkipped(skipped), closed).ConfigureAwait(false);
        }
    }
}
