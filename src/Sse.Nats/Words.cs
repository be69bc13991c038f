using System.Text.RegularExpressions;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Sse.Nats;

/// <summary>Says in words what goes wrong with NATS, and what to do.</summary>
internal static partial class Words
{
    private const int NoLeader = 10008;
    private const int NoSpaceOnServer = 10023;
    private const int NoSpaceForAccount = 10047;

    public static SseStoreException NoStream(LogNames names, string stream) =>
        new($"The log '{names.Log}' isn't in NATS: there is no stream '{stream}'. Make its streams once, with SseNats.CreateStreamsAsync(connection, \"{names.Log}\"), or as the guide to logs in NATS says.");

    public static SseStoreException Unfit(string stream, string why) =>
        new($"The stream '{stream}' can't be a hub's log: {why}. Change that (nats stream edit), or delete the stream and make it with SseNats.CreateStreamsAsync.");

    public static SseStoreException Overlaps(LogNames names, string stream) =>
        new($"The log '{names.Log}' can't be made: another stream of the same account takes the subjects of '{stream}' ({names.Subject} and below, or those of its state). Delete that stream or narrow its subjects, or give the log another name.");

    /// <summary>Where the servers are, as it may be shown: without what opens them.</summary>
    public static string AddressOf(INatsConnection connection) => Secrets().Replace(connection.Opts.Url, "");

    public static SseStoreException NoAnswer(LogNames names, INatsConnection connection, Exception cause) =>
        new($"NATS at {AddressOf(connection)} doesn't answer for the log '{names.Log}': its servers are away, or the stream '{names.Stream}' isn't there or has no leader at the moment, or the connection has no right to ask ({cause.Message}). What is published waits, and is stored once it answers.", cause);

    public static SseStoreException Refused(LogNames names, NatsJSApiException refusal) => new(Say(names, refusal.Error), refusal);

    public static SseStoreException Refused(LogNames names, ApiError error) => new(Say(names, error));

    /// <summary>Whether it says that there is no leader at the moment.</summary>
    public static bool IsNoLeader(SseStoreException exception) => exception.InnerException is NatsJSApiException { Error.ErrCode: NoLeader };

    /// <summary>Whether it says that nobody answered in time.</summary>
    public static bool IsSilence(SseStoreException exception) => exception.InnerException is OperationCanceledException;

    public static SseStoreException TooLarge(LogNames names, int maxEventBytes, int maxPayload, int most) =>
        new($"The hub of the log '{names.Log}' admits events of {maxEventBytes} bytes, but NATS takes messages of {maxPayload} bytes (max_payload), which also hold names, keys and topics. Set MaxEventBytes to {most} at most, or raise the servers' max_payload.");

    private static string Say(LogNames names, ApiError error) => $"The log '{names.Log}' in NATS: " + error.ErrCode switch
    {
        NoLeader => "JetStream has no leader at the moment: too few servers of the cluster are there.",
        NoSpaceOnServer or NoSpaceForAccount => "JetStream has no more room. Give it more disk or a higher limit, or let the hub retain less; what is published waits, and is stored once there is room.",
        _ => $"{error.Description} (error {error.ErrCode}).",
    };

    [GeneratedRegex("(?<=//|^|,)(?![^,]*//)[^,]*@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Secrets();
}
