using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>What a client writes to its log. An id is data of the server's: it is logged by its length.</summary>
internal static partial class ClientMessages
{
    [LoggerMessage(1, LogLevel.Information, "Opened the stream at {Address}.")]
    public static partial void Opened(this ILogger logger, string address);

    [LoggerMessage(2, LogLevel.Information, "Connecting again in {Delay}: {Reason}, attempt {Attempt}.")]
    public static partial void Retrying(this ILogger logger, SseRetryReason reason, TimeSpan delay, int attempt, Exception? error);

    [LoggerMessage(3, LogLevel.Information, "The server has ended the stream for good.")]
    public static partial void Completed(this ILogger logger);

    [LoggerMessage(4, LogLevel.Error, "The stream has failed for good.")]
    public static partial void Failed(this ILogger logger, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "The last event id is {Length} bytes long and is not sent back: the limit is {Limit}. The server can't resume after it.")]
    public static partial void IdTooLong(this ILogger logger, int length, int limit);

    [LoggerMessage(6, LogLevel.Warning, "The server has told a gap ({Reason}): events between the last one and the next may be lost.")]
    public static partial void Gap(this ILogger logger, SseGapReason reason);

    [LoggerMessage(7, LogLevel.Warning, "The given HttpClient followed a redirect from {From} to {To} by itself, and may have sent credentials and the last event id there. Set AllowAutoRedirect = false on its handler.")]
    public static partial void RedirectedByHandler(this ILogger logger, string from, string to);

    [LoggerMessage(8, LogLevel.Debug, "Redirected with status {Status} to {To}.")]
    public static partial void Redirected(this ILogger logger, int status, string to);

    [LoggerMessage(10, LogLevel.Error, "OnClosed has thrown after the reading had ended.")]
    public static partial void CallbackFailed(this ILogger logger, Exception error);

    [LoggerMessage(9, LogLevel.Warning, "Skipped an event '{Name}' that can't be read.")]
    public static partial void Skipped(this ILogger logger, string name, Exception? error);
}
