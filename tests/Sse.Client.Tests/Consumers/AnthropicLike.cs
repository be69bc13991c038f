using System.Net.Http.Json;
using System.Runtime.CompilerServices;

namespace Sse.Tests.Consumers;

// <guide>
[SseEvent("content_block_delta")]
internal sealed partial record ContentBlockDelta(TextDelta Delta);

internal sealed record TextDelta(string? Text);

internal sealed class AnthropicLike(SseClient client)
{
    public async IAsyncEnumerable<string> AskAsync(string prompt, [EnumeratorCancellation] CancellationToken ct)
    {
        var body = new { model = "m", stream = true, max_tokens = 1024, messages = new[] { new { role = "user", content = prompt } } };
        var request = new SseRequest { Content = () => JsonContent.Create(body) };
        await foreach (var message in client.ReadAllAsync(request, ct))
        {
            if (message.Type == "error") throw new InvalidOperationException(message.Text);
            if (message.Type != "content_block_delta") continue;
            if (SseData.Read<ContentBlockDelta>(message.Data.Span).Delta.Text is { Length: > 0 } token) yield return token;
        }
    }
}
// </guide>
