using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class EndpointMessages
{
    [LoggerMessage(MessageIds.DeliveryFailed, LogLevel.Error, "Delivery to a client failed. The connection is aborted; the client will reconnect.")]
    public static partial void DeliveryFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.DisconnectedCallbackFailed, LogLevel.Error, "The callback for a stream that ended failed.")]
    public static partial void DisconnectedCallbackFailed(this ILogger logger, Exception exception);
}
