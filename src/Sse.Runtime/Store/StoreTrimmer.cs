using Microsoft.Extensions.Logging;

namespace Sse;

/// <summary>Lets the store forget what retention has let go of in memory, between two batches.</summary>
internal sealed class StoreTrimmer(ILogStore store, LogCopy copy, SseRetentionOptions retention, ILogger logger)
{
    private const int AtOnce = 1_000;

    private HubLog? _log;
    private long _trimmed;
    private bool _hasFailed;

    /// <summary>Trims a little, when there is enough to trim.</summary>
    /// <returns>Whether there is more.</returns>
    public async Task<bool> TrimAsync(CancellationToken cancellationToken)
    {
        if (_log != copy.Log) (_log, _trimmed) = (copy.Log, 0);
        var upTo = _log.Oldest - 1;
        if (upTo < _trimmed + AtOnce) return false;
        try
        {
            var more = await store.TrimAsync(
                new StoreTrim { UpTo = upTo, KeepKeys = retention.KeepLatest?.MaxKeys ?? 0, KeepBytes = retention.KeepLatest?.MaxBytes ?? 0, MaxTopics = retention.MaxTopics },
                cancellationToken).ConfigureAwait(false);
            if (!more) _trimmed = upTo;
            _hasFailed = false;
            return more;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_hasFailed) logger.TrimFailed(exception);
            _hasFailed = true;
            return false;
        }
    }
}
