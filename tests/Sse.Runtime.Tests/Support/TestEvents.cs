using System.Text;
using System.Text.Json;

namespace Sse.Tests;

internal sealed record Tick(int N) : ISseEvent<Tick>
{
    public static string EventName => "tick";

    public static void WriteFrame(ref SseFrameWriter writer, Tick value)
    {
        writer.WriteRaw("event: tick\ndata: "u8);
        writer.WriteRaw(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web));
        writer.WriteRaw("\n\n"u8);
    }
}

/// <summary>Named as the standard's default, so without an event line.</summary>
internal sealed record Note(string Text) : ISseEvent<Note>
{
    public static string EventName => "message";

    public static void WriteFrame(ref SseFrameWriter writer, Note value)
    {
        writer.WriteRaw("data: "u8);
        writer.WriteRaw(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web));
        writer.WriteRaw("\n\n"u8);
    }
}

/// <summary>Fails in the middle of its frame when the value has no JSON form.</summary>
internal readonly record struct Reading(double Value) : ISseEvent<Reading>
{
    public static string EventName => "reading";

    public static void WriteFrame(ref SseFrameWriter writer, Reading value)
    {
        writer.WriteRaw("event: reading\ndata: {\"value\":"u8);
        if (double.IsNaN(value.Value)) throw new ArgumentException("NaN has no JSON form.", nameof(value));
        writer.WriteRaw(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value.Value)));
        writer.WriteRaw("}\n\n"u8);
    }
}
