using System.Globalization;

namespace Sse.Tool.Tail;

/// <summary>Follows a stream to its end: every event and every change of the connection goes to a printer.</summary>
internal static class Follower
{
    /// <summary>Returns 0 when the server or the user ended it, 1 when it failed.</summary>
    public static async Task<int> RunAsync(Uri url, SseClientOptions options, TailFilter filter, ITailPrinter printer, CancellationToken cancellationToken)
    {
        options.OnOpened = opened => printer.State(TailState.Open, opened.LastEventId.Length == 0 ? $"{opened.Address}" : $"{opened.Address} after {opened.LastEventId}");
        options.OnRetrying = retrying => printer.State(TailState.Waiting, string.Create(CultureInfo.InvariantCulture,
            $"{Words(retrying.Reason)}; again in {retrying.Delay.TotalSeconds:0.0} s"));
        options.OnGap = gap => printer.State(TailState.Gap, $"{gap.Reason}: asked for {gap.Requested ?? "?"}, going on after {gap.Resumed}");
        try
        {
            using var client = new SseClient(url, options);
            printer.State(TailState.Connecting, Shown(url));
            try
            {
                var printed = 0;
                await foreach (var message in client.ReadAllAsync(cancellationToken))
                {
                    if (!filter.Takes(message.Type)) continue;
                    printer.Event(message, options.TimeProvider.GetLocalNow());
                    if (++printed != filter.Count) continue;
                    printer.State(TailState.Finished, Stopped(client));
                    return 0;
                }
                printer.State(TailState.Finished, "the server has nothing more to say");
            }
            catch (OperationCanceledException)
            {
                printer.State(TailState.Finished, Stopped(client));
            }
            return 0;
        }
        catch (Exception error) when (error is SseClientException or IOException or ArgumentException)
        {
            printer.State(TailState.Failed, error.Message);
            return 1;
        }
    }

    private static string Stopped(SseClient client) => client.LastEventId.Length == 0 ? "stopped" : $"stopped; --last-event-id '{client.LastEventId}' goes on here";

    /// <summary>Without query and user info: a terminal is read by others, and kept in recordings.</summary>
    private static string Shown(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string Words(SseRetryReason reason) => reason switch
    {
        SseRetryReason.EndOfStream => "the server ended the stream",
        SseRetryReason.ConnectionLost => "the connection broke",
        SseRetryReason.Silence => "no sign of life",
        SseRetryReason.ConnectTimeout => "no answer",
        _ => "no connection",
    };
}
