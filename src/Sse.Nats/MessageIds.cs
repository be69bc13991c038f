namespace Sse.Nats;

/// <summary>
/// The ids of what the store logs, 200 to 219, given out here so that none is given twice. They don't change and none comes back: people filter by
/// them.
/// </summary>
internal static class MessageIds
{
    public const int Unreadable = 201;
    public const int TooLarge = 202;
}
