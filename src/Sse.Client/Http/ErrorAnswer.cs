using System.Text;

namespace Sse;

/// <summary>Makes an exception of an answer that is no stream: with all that the server says about it, within bounds.</summary>
internal static class ErrorAnswer
{
    // Long enough for an answer that is on its way; one that never ends must not keep its reader from hearing of it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static async Task<SseClientException> ReadAsync(HttpResponseMessage response, Uri address, SseClientOptions options, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response.Content, options, cancellationToken).ConfigureAwait(false);
        var problem = IsProblem(response) ? ProblemReader.Read(body) : null;
        var words = Answer.Refusal(response, address) + (problem?.Title is { Length: > 0 } title ? $" {Shown.Briefly(title)}" : "");
        return new SseClientException(words)
        {
            StatusCode = response.StatusCode,
            Headers = HeadersOf(response),
            RetryAfter = Answer.RetryAfter(response, options.TimeProvider),
            Body = body,
            Problem = problem,
        };
    }

    private static async Task<string> ReadBodyAsync(HttpContent content, SseClientOptions options, CancellationToken cancellationToken)
    {
        var bytes = new byte[options.MaxErrorBodyBytes];
        var length = 0;
        using var time = new CancellationTokenSource(Longest, options.TimeProvider);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            var body = await content.ReadAsStreamAsync(ended.Token).OrCancelled(ended.Token).ConfigureAwait(false);
            while (length < bytes.Length)
            {
                var read = await body.ReadAsync(bytes.AsMemory(length), ended.Token).OrCancelled(ended.Token).ConfigureAwait(false);
                if (read == 0) break;
                length += read;
            }
        }
#pragma warning disable CA1031 // The error is the answer's: what of it could not be read doesn't hide it.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // What has come so far is told.
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static bool IsProblem(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, ProblemReader.MediaType, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)) headers[name] = string.Join(", ", values);
        return headers;
    }
}
