using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class StoreMessages
{
    [LoggerMessage(MessageIds.AppendFailed, LogLevel.Error, "The hub's store did not take a batch; it is tried again until it does, and what is published meanwhile waits. Streams stay open.")]
    public static partial void AppendFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.TailFailed, LogLevel.Error, "The hub's store did not give what is new; it is tried again. Streams stay open.")]
    public static partial void TailFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.TrimFailed, LogLevel.Warning, "The hub's store did not let go of old records; it is tried again with what is published next.")]
    public static partial void TrimFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.LogReplaced, LogLevel.Error, "The hub's stored log is not what this process has of it: it was replaced by an older copy or a new one, or has let go of what this process had not read. The hub begins over with what it has; streams end, and clients that come back are told of a gap where their place isn't one of it or something of theirs was lost.")]
    public static partial void LogReplaced(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.FetchFailed, LogLevel.Error, "The hub's store did not give older events that are not in memory; it is tried again. Who is to read them waits, the other streams go on.")]
    public static partial void FetchFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.EventsGivenUp, LogLevel.Error, "{Count} published events were not stored when the hub stopped, and are lost. A longer HostOptions.ShutdownTimeout gives the store more time.")]
    public static partial void EventsGivenUp(this ILogger logger, int count);
}
