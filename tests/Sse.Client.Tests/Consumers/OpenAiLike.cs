using System.Net.Http.Json;
using System.Runtime.CompilerServices;

namespace Sse.Tests.Consumers;

// <guide>
[SseEvent("message")]
internal sealed partial record Chunk(List<Choice>? Choices, ApiError? Error);

internal sealed record Choice(Delta Delta);

internal sealed record Delta(string? Content);

internal sealed record ApiError(string? Message);

internal sealed class OpenAiLike(SseClient client)
{
    public async IAsyncEnumerable<string> AskAsync(string prompt, [EnumeratorCancellation] CancellationToken ct)
    {
        var body = new { model = "m", stream = true, messages = new[] { new { role = "user", content = prompt } } };
        var request = new SseRequest { Content = () => JsonContent.Create(body) };
        await foreach (var chunk in client.ReadAllAsync<Chunk>(request, ct))
        {
            if (chunk.Error is { } error) throw new InvalidOperationException(error.Message);
            if (chunk.Choices is [{ Delta.Content: { Length: > 0 } token }, ..]) yield return token;
        }
    }
}
// </guide>
