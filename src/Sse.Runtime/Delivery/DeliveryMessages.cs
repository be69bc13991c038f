using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class DeliveryMessages
{
    [LoggerMessage(MessageIds.OccupancyCallbackFailed, LogLevel.Error, "The callback for a topic that got its first subscriber or lost its last one failed.")]
    public static partial void OccupancyCallbackFailed(this ILogger logger, Exception exception);
}
