namespace Sse;

/// <summary>An event could not be turned into a declared one: its name is unknown, or its data doesn't fit.</summary>
#pragma warning disable RCS1194 // It is always about a received event.
public sealed class SseUnreadableEventException : Exception
#pragma warning restore RCS1194
{
    internal SseUnreadableEventException(SseMessage received, Exception? innerException)
        : base(Describe(received, innerException), innerException)
    {
        Received = received;
        Position = SsePosition.TryParse(received.LastEventId, out var position) ? position : null;
    }

    /// <summary>The event as it came.</summary>
    public SseMessage Received { get; }

    /// <summary>The position after this event, where reading can go on; null when its id is no hub's.</summary>
    public SsePosition? Position { get; }

    private static string Describe(SseMessage received, Exception? cause) => cause is null
        ? $"An event '{Shown.Briefly(received.Type)}' was received, which is not among those that can be read here."
        : $"An event '{Shown.Briefly(received.Type)}' was received whose data can't be read: {cause.Message}";
}
