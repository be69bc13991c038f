using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sse.Tool.Tail;

/// <summary>For programs: one JSON object a line on the output, the state among the messages.</summary>
internal sealed class JsonPrinter(TextWriter output, TextWriter messages) : ITailPrinter
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Event(SseMessage message, DateTimeOffset time)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("time", time);
            json.WriteString("type", message.Type);
            json.WriteString("id", message.LastEventId);
            json.WriteString("data", message.Text);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    public void State(TailState state, string text) => messages.WriteLine($"{state}: {text}");
}
