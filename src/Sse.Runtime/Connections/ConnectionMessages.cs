using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class ConnectionMessages
{
    [LoggerMessage(MessageIds.LastEventIdRefused, LogLevel.Information, "The last event id in the {Source} was not accepted: {Defect}. The stream starts as if there were none.")]
    public static partial void LastEventIdRefused(this ILogger logger, string source, string defect);

    [LoggerMessage(MessageIds.WriteTimedOut, LogLevel.Information, "A client took nothing for {Timeout}. Its connection is aborted.")]
    public static partial void WriteTimedOut(this ILogger logger, TimeSpan timeout);

    [LoggerMessage(MessageIds.WriteFailed, LogLevel.Debug, "A heartbeat or a goodbye could not be written. The connection is aborted.")]
    public static partial void WriteFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.ClosedCallbackFailed, LogLevel.Error, "A callback on a stream's Closed token failed.")]
    public static partial void ClosedCallbackFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.TurnedAway, LogLevel.Warning, "{Count} clients more were turned away by the limit {Limit}. They are told to come back.")]
    public static partial void TurnedAway(this ILogger logger, long count, string limit);
}
