namespace Sse;

/// <summary>The reasons of streams' ends, as attributes have them.</summary>
internal static class EndReasons
{
    public static string Word(this SseDisconnectReason reason) => reason switch
    {
        SseDisconnectReason.ClientGone => "client_gone",
        SseDisconnectReason.Completed => "completed",
        SseDisconnectReason.Disconnected => "disconnected",
        SseDisconnectReason.TooSlow => "too_slow",
        SseDisconnectReason.MaxAge => "max_age",
        SseDisconnectReason.LogReplaced => "log_replaced",
        SseDisconnectReason.Stopping => "stopping",
        SseDisconnectReason.Failed => "failed",
        SseDisconnectReason.Expired => "expired",
        SseDisconnectReason.DisconnectedForGood => "disconnected_for_good",
        SseDisconnectReason.Unauthorized => "unauthorized",
        _ => "_OTHER",
    };
}
