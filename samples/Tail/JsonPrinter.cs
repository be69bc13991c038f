using System.Text.Encodings.Web;
using System.Text.Json;
using Sse;

namespace Tail;

/// <summary>For programs: one JSON object a line on the output, the state among the messages.</summary>
internal sealed class JsonPrinter(TextWriter output, TextWriter messages) : ITailPrinter
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Event(SseMessage message, DateTimeOffset time) =>
        output.WriteLine(JsonSerializer.Serialize(new { time, type = message.Type, id = message.LastEventId, data = message.Text }, Readable));

    public void State(TailState state, string text) => messages.WriteLine($"{state}: {text}");
}
