using System.Text;
using System.Text.Json;

namespace Sse;

/// <summary>Reads the gap event. A gap is always told: what of it can't be read is left out.</summary>
internal static class GapReader
{
    public static SseGap Read(in SseFrame frame)
    {
        var gap = new SseGap { Reason = SseGapReason.Malformed, Oldest = "", Resumed = Encoding.UTF8.GetString(frame.LastEventId) };
        try
        {
            var reader = new Utf8JsonReader(frame.Data);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
                var name = reader.GetString();
                if (!reader.Read() || reader.TokenType != JsonTokenType.String) continue;
                gap = With(gap, name, reader.GetString()!);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A later server's gap: that there is one is what matters.
        }
        return gap;
    }

    private static SseGap With(SseGap gap, string? name, string value) => name switch
    {
        "reason" => gap with { Reason = ReasonOf(value) ?? gap.Reason },
        "requested" => gap with { Requested = value },
        "oldest" => gap with { Oldest = value },
        "resumed" => gap with { Resumed = value },
        _ => gap,
    };

    // By name alone: an enum's own parser takes numbers too, also those that mean nothing.
    private static SseGapReason? ReasonOf(string value) => value switch
    {
        nameof(SseGapReason.Evicted) => SseGapReason.Evicted,
        nameof(SseGapReason.OtherEpoch) => SseGapReason.OtherEpoch,
        nameof(SseGapReason.Ahead) => SseGapReason.Ahead,
        nameof(SseGapReason.Malformed) => SseGapReason.Malformed,
        nameof(SseGapReason.Bounded) => SseGapReason.Bounded,
        _ => null,
    };
}
