namespace Sse;

/// <summary>
/// The ids of what a client logs, 100 to 199, given out here so that none is given twice. They don't change and none comes back: people filter by
/// them.
/// </summary>
internal static class MessageIds
{
    public const int Opened = 101;
    public const int Retrying = 102;
    public const int Completed = 103;
    public const int Failed = 104;
    public const int IdTooLong = 105;
    public const int Gap = 106;
    public const int RedirectedByHandler = 107;
    public const int Redirected = 108;
    public const int Skipped = 109;
    public const int CallbackFailed = 110;
}
