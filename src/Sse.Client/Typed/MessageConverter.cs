namespace Sse;

/// <summary>Makes messages of the events of any stream. One for each reading.</summary>
internal sealed class MessageConverter
{
    private readonly KnownTexts _types = new();

    public bool Convert(in SseFrame frame, ReadingStatus status, out SseMessage message)
    {
        message = new SseMessage { Type = _types.Get(frame.Type), Data = frame.Data.ToArray(), LastEventId = status.Remember(frame.LastEventId), TraceContext = status.TraceContext };
        return true;
    }

    public bool Convert(in SseFrame frame, ReadingStatus status, out Outcome<SseMessage> outcome)
    {
        Convert(frame, status, out SseMessage message);
        outcome = Outcome<SseMessage>.Of(message);
        return true;
    }
}
