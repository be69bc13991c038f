using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class TicketMessages
{
    [LoggerMessage(MessageIds.TicketRefused, LogLevel.Warning, "A ticket for a stream of {Hub} was refused: {Reason}.")]
    public static partial void TicketRefused(this ILogger logger, string hub, string reason);
}
