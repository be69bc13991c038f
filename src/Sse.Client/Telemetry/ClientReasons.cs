namespace Sse;

/// <summary>Reasons, as attributes have them.</summary>
internal static class ClientReasons
{
    public static string Of(SseRetryReason reason) => reason switch
    {
        SseRetryReason.ConnectFailed => "connect_failed",
        SseRetryReason.ConnectTimeout => "connect_timeout",
        SseRetryReason.TemporaryStatus => "temporary_status",
        SseRetryReason.ConnectionLost => "connection_lost",
        SseRetryReason.EndOfStream => "end_of_stream",
        SseRetryReason.Silence => "silence",
        SseRetryReason.Restart => "restart",
        _ => "_OTHER",
    };

    public static string Of(SseGapReason reason) => reason switch
    {
        SseGapReason.Evicted => "evicted",
        SseGapReason.OtherEpoch => "other_epoch",
        SseGapReason.Ahead => "ahead",
        SseGapReason.Malformed => "malformed",
        SseGapReason.Bounded => "bounded",
        _ => "_OTHER",
    };
}
