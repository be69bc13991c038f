using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class StreamMessages
{
    [LoggerMessage(MessageIds.HandlerAbandoned, LogLevel.Warning, "A handler went on {GracePeriod} after its end had begun. Its stream is ended without it.")]
    public static partial void HandlerAbandoned(this ILogger logger, TimeSpan gracePeriod);

    [LoggerMessage(MessageIds.AbandonedHandlerFailed, LogLevel.Error, "A handler failed after its stream had been ended without it.")]
    public static partial void AbandonedHandlerFailed(this ILogger logger, Exception exception);
}
