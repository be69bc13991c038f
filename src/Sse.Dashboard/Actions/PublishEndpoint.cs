using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>
/// Publishes an event by hand: <c>POST publish?hub=…&amp;topic=…&amp;event=…</c> with the event's data as the body. The hub's own reader has
/// to take it.
/// </summary>
/// <param name="hubs">The application's hubs.</param>
/// <param name="time">The clock.</param>
internal sealed class PublishEndpoint(WatchedHubs hubs, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        if (SameOrigin.FindProblem(http.Request) is { } wrong)
        {
            await Answer.ProblemAsync(http, StatusCodes.Status403Forbidden, wrong).ConfigureAwait(false);
            return;
        }
        if (!hubs.TryFind(http, out var hub, out var problem))
        {
            await Answer.ProblemAsync(http, StatusCodes.Status400BadRequest, problem).ConfigureAwait(false);
            return;
        }
        var most = hub.Core.Options.MaxEventBytes;
        if (await ReadAsync(http, most).ConfigureAwait(false) is not { } data)
        {
            await Answer.ProblemAsync(http, StatusCodes.Status413PayloadTooLarge, $"The hub takes events of at most {most} bytes.").ConfigureAwait(false);
            return;
        }
        using var waited = new CancellationTokenSource(LongestWait, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, waited.Token);
        try
        {
            var position = await HandPublisher.PublishAsync(hub, TopicsOf(http.Request), http.Request.Query["event"].ToString(), data, ending.Token).ConfigureAwait(false);
            await Answer.TextAsync(http, $"Published at {position}.").ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (waited.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
        {
            await Answer.WaitsAsync(http, "It was handed to the store, which has not given it back yet: it is published when it does.").ConfigureAwait(false);
        }
        // What the reader, the log and the key have against it, in their words.
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or System.Text.Json.JsonException or SseTopicCompletedException or SsePublishQueueFullException)
        {
            await Answer.ProblemAsync(http, StatusCodes.Status400BadRequest, exception.Message).ConfigureAwait(false);
        }
    }

    private static SseTopicSelection TopicsOf(HttpRequest request) => request.Query["topic"].ToString() is { Length: > 0 } topic ? SseTopicSelection.Of(topic) : SseTopicSelection.None;

    private static async Task<byte[]?> ReadAsync(HttpContext http, int most)
    {
        if (http.Request.ContentLength > most) return null;
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > most) return null;
            body.Write(buffer, 0, count);
        }
        return body.ToArray();
    }
}
