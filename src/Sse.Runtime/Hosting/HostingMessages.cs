using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class HostingMessages
{
    [LoggerMessage(MessageIds.JsonDiffers, LogLevel.Warning, "{Hub} writes JSON otherwise than ConfigureHttpJsonOptions says: {Differences}. What events look like is decided when they are compiled: say the same with [SseJson] on the hub or the assembly, or leave it if it is meant to differ.")]
    public static partial void JsonDiffers(this ILogger logger, string hub, string differences);
}
