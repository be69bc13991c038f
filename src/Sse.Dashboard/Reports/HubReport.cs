namespace Sse;

/// <summary>One hub of the application, and what can be published on it.</summary>
/// <param name="Hub">Its name.</param>
/// <param name="Order">Its place among the hubs.</param>
/// <param name="Events">Its events.</param>
[SseEvent("declared")]
internal sealed partial record HubDeclared([SseKey] string Hub, int Order, IReadOnlyList<DeclaredEvent> Events);

/// <summary>An event that a hub declares.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Description">What its author says of it.</param>
/// <param name="Example">JSON that it could hold.</param>
/// <param name="IsKeyed">Whether it has a key.</param>
internal sealed record DeclaredEvent(string Name, string? Description, string Example, bool IsKeyed);

/// <summary>A hub as it is now. Counts are of this process since the hub began; rates are by the second.</summary>
/// <param name="Hub">Its name.</param>
/// <param name="Streams">How many read it.</param>
/// <param name="Behind">How many of them have something before them.</param>
/// <param name="Lag">How many events the slowest has before it.</param>
/// <param name="Topics">How many topics its log knows.</param>
/// <param name="Shown">How many of those are reported.</param>
/// <param name="Position">Where its log is.</param>
[SseEvent("hub")]
internal sealed partial record HubReport([SseKey] string Hub, int Streams, int Behind, long Lag, int Topics, int Shown, string Position)
{
    /// <summary>Events that came into its log.</summary>
    public Rate Published { get; init; }

    /// <summary>Events that streams were given, all together.</summary>
    public Rate Delivered { get; init; }

    /// <summary>Events that streams passed over since something newer superseded them.</summary>
    public Rate Conflated { get; init; }

    /// <summary>Streams that were not let in.</summary>
    public long TurnedAway { get; init; }

    /// <summary>Gaps that were told.</summary>
    public GapCounts Gaps { get; init; }

    /// <summary>What its log keeps.</summary>
    public RetentionReport Retention { get; init; }
}

/// <summary>A count, and how fast it grows.</summary>
internal readonly record struct Rate(long Total, double PerSecond);

/// <summary>Gaps that were told, by their reason.</summary>
internal readonly record struct GapCounts(long Evicted, long OtherEpoch, long Ahead, long Malformed, long Bounded);

/// <summary>What a log keeps, and how much it may. What has no limit is null.</summary>
/// <param name="Events">Events in the window.</param>
/// <param name="MaxEvents">How many it may have.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="MaxBytes">How many it may have.</param>
/// <param name="MaxAgeSeconds">How old they may be.</param>
/// <param name="Evicted">How many have left it.</param>
/// <param name="Keys">Keys that have outlived it.</param>
/// <param name="MaxKeys">How many may; null where none does.</param>
/// <param name="KeyBytes">The bytes of their events.</param>
/// <param name="MaxTopics">How many topics may have events.</param>
internal readonly record struct RetentionReport(
    long Events, long MaxEvents, long Bytes, long MaxBytes, double? MaxAgeSeconds, long Evicted, long Keys, long? MaxKeys, long KeyBytes, int MaxTopics);
