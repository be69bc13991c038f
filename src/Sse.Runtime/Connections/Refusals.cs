namespace Sse;

/// <summary>Why requests for streams are refused or turned away, as attributes have it.</summary>
internal static class Refusals
{
    public const string NotUnderstood = "bad_request";
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = "forbidden";
    public const string Rejected = "rejected";

    /// <summary>A limit's word.</summary>
    /// <param name="limit">The name of its option.</param>
    public static string OfLimit(string limit) => limit switch
    {
        nameof(SseLimits.MaxStreams) => "max_streams",
        nameof(SseLimits.MaxStreamsPerUser) => "max_streams_per_user",
        nameof(SseLimits.MaxStreamsPerAddress) => "max_streams_per_address",
        nameof(SseLimits.MaxConnectsPerSecond) => "max_connects_per_second",
        nameof(SseLimits.MaxConnectsPerSecondPerAddress) => "max_connects_per_second_per_address",
        nameof(SseHubOptions.MaxSubscribers) => "max_subscribers",
        nameof(SseHubLimits.MaxStreamsPerTopic) => "max_streams_per_topic",
        _ => "_OTHER",
    };
}
