using Microsoft.Extensions.Options;

namespace Sse;

internal sealed class HubOptionsValidator : IValidateOptions<SseHubOptions>
{
    public ValidateOptionsResult Validate(string? name, SseHubOptions options)
    {
        var retention = options.Retention;
        var failures = new List<string>();
        AtLeast(nameof(options.MaxEventBytes), options.MaxEventBytes, 1);
        AtLeast(nameof(options.MaxQueuedEvents), options.MaxQueuedEvents, 1);
        AtLeast(nameof(options.MaxQueuedBytes), options.MaxQueuedBytes, 1);
        if (options.MaxSubscribers is { } subscribers) AtLeast(nameof(options.MaxSubscribers), subscribers, 1);
        if (options.Limits.MaxStreamsPerTopic is { } streamsPerTopic) AtLeast("Limits.MaxStreamsPerTopic", streamsPerTopic, 1);
        AtLeast("Limits.MaxTopicsPerStream", options.Limits.MaxTopicsPerStream, 1);
        AtLeast("Limits.MaxReplays", options.Limits.MaxReplays, 1);
        if (!options.PositionKeys.All(PositionKeys.IsKey)) Fail($"One of {nameof(options.PositionKeys)} is no key; each has 16 or 32 bytes.");
        AtLeast("Retention.MaxEvents", retention.MaxEvents, 1);
        AtLeast("Retention.MaxTopics", retention.MaxTopics, 1);
        if (retention.MaxEventsPerTopic is { } perTopic) AtLeast("Retention.MaxEventsPerTopic", perTopic, 1);
        if (retention.MaxBytesInMemory is { } inMemory) AtLeast("Retention.MaxBytesInMemory", inMemory, 1);
        if (retention.KeepLatest is { } keepLatest)
        {
            AtLeast("Retention.KeepLatest.MaxKeys", keepLatest.MaxKeys, 1);
            if (keepLatest.MaxBytes < options.MaxEventBytes) Fail($"Retention.KeepLatest.MaxBytes is {keepLatest.MaxBytes}; one event may have {options.MaxEventBytes} bytes ({nameof(options.MaxEventBytes)}), and at least that must be kept.");
        }
        if (retention.MaxBytes < options.MaxEventBytes) Fail($"Retention.MaxBytes is {retention.MaxBytes}; one event may have {options.MaxEventBytes} bytes ({nameof(options.MaxEventBytes)}), and at least that must be kept.");
        if (retention.MaxAge <= TimeSpan.Zero && retention.MaxAge != Timeout.InfiniteTimeSpan) Fail($"Retention.MaxAge is {retention.MaxAge:c}; it must be longer than zero, or Timeout.InfiniteTimeSpan.");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

        void AtLeast(string property, long value, long smallest)
        {
            if (value < smallest) Fail($"{property} is {value}; it must be at least {smallest}.");
        }

        void Fail(FormattableString problem) => failures.Add($"Hub {name}: {FormattableString.Invariant(problem)}");
    }
}
