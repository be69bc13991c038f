using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class SamplingMessages
{
    [LoggerMessage(MessageIds.DashboardFailed, LogLevel.Error, "The dashboard could not look at the hubs. It tries again.")]
    public static partial void DashboardFailed(this ILogger logger, Exception exception);
}
