using System.Text.Json.Serialization;

namespace Sse;

/// <summary>Why a stream can't go on where its reader stopped.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SseGapReason>))]
public enum SseGapReason
{
    /// <summary>Events after the position are no longer retained. The stream goes on with the oldest that is.</summary>
    Evicted,

    /// <summary>The position belongs to another log, such as that of an earlier process. The stream goes on with the oldest event, or with the newest of them where there are more than it may be given.</summary>
    OtherEpoch,

    /// <summary>The position lies beyond the newest event. The stream goes on with what is published from here on.</summary>
    Ahead,

    /// <summary>What was given is no position at all. The stream goes on with what is published from here on.</summary>
    Malformed,

    /// <summary>
    /// The client asked for the earliest event, and more is retained than it may be given. The stream goes on with the newest
    /// that is within the bound.
    /// </summary>
    Bounded,
}
