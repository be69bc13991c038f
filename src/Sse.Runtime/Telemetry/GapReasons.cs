namespace Sse;

/// <summary>The reasons of gaps, as attributes have them.</summary>
internal static class GapReasons
{
    public static string Word(this SseGapReason reason) => reason switch
    {
        SseGapReason.Evicted => "evicted",
        SseGapReason.OtherEpoch => "other_epoch",
        SseGapReason.Ahead => "ahead",
        SseGapReason.Malformed => "malformed",
        SseGapReason.Bounded => "bounded",
        _ => "_OTHER",
    };
}
