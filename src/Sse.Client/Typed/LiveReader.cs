using System.Text;
using System.Text.Json;

namespace Sse;

/// <summary>Reads the end of a snapshot. It is always told: what of it can't be read is taken for the least that it promises.</summary>
internal static class LiveReader
{
    public static SseLive Read(in SseFrame frame)
    {
        var (count, complete) = (0L, false);
        var position = Encoding.UTF8.GetString(frame.LastEventId);
        try
        {
            var reader = new Utf8JsonReader(frame.Data);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
                var name = reader.GetString();
                if (!reader.Read()) break;
                if (name == "count" && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)) count = value;
                if (name == "position" && reader.TokenType == JsonTokenType.String) position = reader.GetString()!;
                if (name == "complete") complete = reader.TokenType == JsonTokenType.True;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A later server's: that the snapshot has ended is what matters.
        }
        return new SseLive { Count = count, Position = position, Complete = complete };
    }
}
