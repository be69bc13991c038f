using Microsoft.Extensions.Options;

namespace Sse;

internal sealed class OptionsValidator : IValidateOptions<SseOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMilliseconds(100);

    public ValidateOptionsResult Validate(string? name, SseOptions options)
    {
        var failures = new List<string>();
        Within(failures, nameof(options.HeartbeatInterval), options.HeartbeatInterval, ShortestWatch);
        Within(failures, nameof(options.WriteTimeout), options.WriteTimeout, ShortestWatch);
        Within(failures, nameof(options.Retry), options.Retry, TimeSpan.Zero);
        Within(failures, nameof(options.ShutdownRetryMin), options.ShutdownRetryMin, TimeSpan.Zero);
        Within(failures, nameof(options.ShutdownRetryMax), options.ShutdownRetryMax, TimeSpan.Zero);
        Within(failures, nameof(options.ShutdownGracePeriod), options.ShutdownGracePeriod, TimeSpan.Zero);
        if (options.ShutdownRetryMin > options.ShutdownRetryMax)
            failures.Add($"{nameof(SseOptions)}.{nameof(options.ShutdownRetryMin)} is longer than {nameof(options.ShutdownRetryMax)}.");
        AtLeastOne(failures, nameof(SseLimits.MaxStreams), options.Limits.MaxStreams);
        AtLeastOne(failures, nameof(SseLimits.MaxStreamsPerUser), options.Limits.MaxStreamsPerUser);
        AtLeastOne(failures, nameof(SseLimits.MaxStreamsPerAddress), options.Limits.MaxStreamsPerAddress);
        AtLeastOne(failures, nameof(SseLimits.MaxConnectsPerSecond), options.Limits.MaxConnectsPerSecond);
        AtLeastOne(failures, nameof(SseLimits.MaxConnectsPerSecondPerAddress), options.Limits.MaxConnectsPerSecondPerAddress);
        if (options.Limits.RefuseWith is { } status and not (429 or 503))
            failures.Add(FormattableString.Invariant($"{nameof(SseOptions)}.Limits.{nameof(SseLimits.RefuseWith)} is {status}; it must be 429 or 503, or null for an empty stream."));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static void Within(List<string> failures, string property, TimeSpan value, TimeSpan shortest)
    {
        if (value < shortest || value > Longest)
            failures.Add(FormattableString.Invariant($"{nameof(SseOptions)}.{property} is {value:c}; it must be between {shortest:c} and {Longest:c}."));
    }

    private static void AtLeastOne(List<string> failures, string property, int? value)
    {
        if (value < 1) failures.Add(FormattableString.Invariant($"{nameof(SseOptions)}.Limits.{property} is {value}; it must be at least 1."));
    }
}
