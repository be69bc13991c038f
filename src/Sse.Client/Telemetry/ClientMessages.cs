using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>What a client writes to its log. An id is data of the server's: it is logged by its length.</summary>
internal static partial class ClientMessages
{
    [LoggerMessage(MessageIds.Opened, LogLevel.Information, "Opened the stream at {Address}.")]
    public static partial void Opened(this ILogger logger, string address);

    [LoggerMessage(MessageIds.Retrying, LogLevel.Information, "Connecting again in {Delay}: {Reason}, attempt {Attempt}.")]
    public static partial void Retrying(this ILogger logger, SseRetryReason reason, TimeSpan delay, int attempt, Exception? error);

    [LoggerMessage(MessageIds.Completed, LogLevel.Information, "The server has ended the stream for good.")]
    public static partial void Completed(this ILogger logger);

    [LoggerMessage(MessageIds.Failed, LogLevel.Error, "The stream has failed for good.")]
    public static partial void Failed(this ILogger logger, Exception error);

    [LoggerMessage(MessageIds.IdTooLong, LogLevel.Warning, "The last event id is {Length} bytes long and is not sent back: the limit is {Limit}. The server can't resume after it.")]
    public static partial void IdTooLong(this ILogger logger, int length, int limit);

    [LoggerMessage(MessageIds.Gap, LogLevel.Warning, "The server has told a gap ({Reason}): events between the last one and the next may be lost.")]
    public static partial void Gap(this ILogger logger, SseGapReason reason);

    [LoggerMessage(MessageIds.RedirectedByHandler, LogLevel.Warning, "The given HttpClient followed a redirect from {From} to {To} by itself, and may have sent credentials and the last event id there. Set AllowAutoRedirect = false on its handler.")]
    public static partial void RedirectedByHandler(this ILogger logger, string from, string to);

    [LoggerMessage(MessageIds.Redirected, LogLevel.Debug, "Redirected with status {Status} to {To}.")]
    public static partial void Redirected(this ILogger logger, int status, string to);

    [LoggerMessage(MessageIds.CallbackFailed, LogLevel.Error, "OnClosed has thrown after the reading had ended.")]
    public static partial void CallbackFailed(this ILogger logger, Exception error);

    [LoggerMessage(MessageIds.Skipped, LogLevel.Warning, "Skipped an event '{Name}' that can't be read.")]
    public static partial void Skipped(this ILogger logger, string name, Exception? error);
}
