using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class EndpointMessages
{
    [LoggerMessage(MessageIds.DisconnectedCallbackFailed, LogLevel.Error, "The callback for a stream that ended failed.")]
    public static partial void DisconnectedCallbackFailed(this ILogger logger, Exception exception);
}
