using System.Net;

namespace Sse;

/// <summary>What an answer means to a client that asked for a stream.</summary>
internal enum AnswerKind
{
    Stream,
    Completed,
    Temporary,
    Refused,
}

/// <summary>Judges an answer. Source: WHATWG HTML, "Server-sent events", section "Processing model".</summary>
internal static class Answer
{
    public static AnswerKind Judge(HttpResponseMessage response, SseClientOptions options) => response.StatusCode switch
    {
        HttpStatusCode.NoContent => AnswerKind.Completed,
        HttpStatusCode.OK when EventStreamType.Matches(response.Content.Headers) && !IsEncoded(response) => AnswerKind.Stream,
        HttpStatusCode.OK => AnswerKind.Refused,
        var status when options.TemporaryStatuses.Contains(status) => AnswerKind.Temporary,
        _ => AnswerKind.Refused,
    };

    /// <summary>Why the answer is refused, in words.</summary>
    public static string Refusal(HttpResponseMessage response, Uri address)
    {
        var status = (int)response.StatusCode;
        var headers = response.Content.Headers;
        var why = response.StatusCode != HttpStatusCode.OK ? $"with status {status}"
            : IsEncoded(response) ? $"in the encoding '{Shown.Briefly(string.Join(", ", headers.ContentEncoding))}', which was not asked for; a given HttpClient takes it when its handler sets AutomaticDecompression"
            : headers.NonValidated.TryGetValues("Content-Type", out var type) ? $"with the type '{Shown.Briefly(type.ToString())}', not {ProtocolWords.MediaType}"
            : $"without a Content-Type; {ProtocolWords.MediaType} is required";
        return $"'{ShownAddress.Of(address)}' answered {why}.";
    }

    /// <summary>How long the answer asks to wait; null when it doesn't.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        var header = response.Headers.RetryAfter;
        if ((header?.Delta ?? header?.Date - clock.GetUtcNow()) is not { } wait) return null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Timers.Longest ? wait : Timers.Longest;
    }

    /// <summary>A handler that decodes removes the header: what is left was not decoded.</summary>
    private static bool IsEncoded(HttpResponseMessage response) =>
        response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase));
}
