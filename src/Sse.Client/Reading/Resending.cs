namespace Sse;

/// <summary>Whether a request may be sent again after a failure.</summary>
internal static class Resending
{
    public static bool IsAllowed(SseClientOptions options, Failure failure, string lastEventId) => PolicyOf(options) switch
    {
        SseReconnect.Never => false,
        SseReconnect.WhenResumable => lastEventId.Length > 0 || failure.Reason == SseRetryReason.TemporaryStatus,
        _ => true,
    };

    /// <summary>What asks only, may be asked again; all else may do something.</summary>
    private static SseReconnect PolicyOf(SseClientOptions options) =>
        options.Reconnect ?? (options.Method == HttpMethod.Get && options.Content is null ? SseReconnect.Always : SseReconnect.WhenResumable);
}
