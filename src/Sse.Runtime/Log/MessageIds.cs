namespace Sse;

/// <summary>
/// The category and the ids of what is logged, 1 to 99, given out here so that none is given twice. They don't change and none comes back: people
/// filter by them.
/// </summary>
internal static class MessageIds
{
    public const string Category = "Sse";

    public const int LastEventIdRefused = 1;
    public const int WriteTimedOut = 3;
    public const int HandlerAbandoned = 4;
    public const int ClosedCallbackFailed = 5;
    public const int WriteFailed = 6;
    public const int AbandonedHandlerFailed = 7;
    public const int TurnedAway = 8;

    public const int OccupancyCallbackFailed = 20;
    public const int DisconnectedCallbackFailed = 22;
    public const int SnapshotsLoseKeys = 23;
    public const int JsonDiffers = 24;
    public const int TopicsUnauthorized = 25;
    public const int TopicAuthorizationFailed = 26;
    public const int UserClaimUnusable = 27;
    public const int UserTopicAskedFor = 28;
    public const int ReauthorizationFailed = 29;
    public const int TicketRefused = 30;

    public const int AppendFailed = 40;
    public const int TailFailed = 41;
    public const int TrimFailed = 42;
    public const int EventsGivenUp = 43;
    public const int LogReplaced = 44;
    public const int FetchFailed = 45;

    public const int DashboardFailed = 90;
}
