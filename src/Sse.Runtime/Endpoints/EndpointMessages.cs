using Microsoft.Extensions.Logging;

namespace Sse;

internal static partial class EndpointMessages
{
    [LoggerMessage(MessageIds.DisconnectedCallbackFailed, LogLevel.Error, "The callback for a stream that ended failed.")]
    public static partial void DisconnectedCallbackFailed(this ILogger logger, Exception exception);

    [LoggerMessage(MessageIds.SnapshotsLoseKeys, LogLevel.Warning, "Streams of {Pattern} begin with a snapshot, but {Hub} keeps no key longer than other events: a value that isn't published again leaves with Retention's limits, and snapshots without it say that they are not complete. Set Retention.KeepLatest, or give the endpoint a Snapshot of its own.")]
    public static partial void SnapshotsLoseKeys(this ILogger logger, string pattern, string hub);
}
