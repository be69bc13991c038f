using System.Text;

namespace Sse;

/// <summary>Picks one declared event out of any stream. Others are passed over without a trace.</summary>
internal sealed class EventConverter<TEvent>(ReadingContext context)
    where TEvent : ISseEvent<TEvent>, ISseReadable<TEvent>
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(TEvent.EventName);

    public bool Convert(in SseFrame frame, ReadingStatus status, out Outcome<TEvent> outcome)
    {
        outcome = default;
        if (!frame.Type.SequenceEqual(_name)) return false;
        try
        {
            outcome = Outcome<TEvent>.Of(TEvent.Read(frame.Data));
            return true;
        }
#pragma warning disable CA1031 // Whatever reading this one event throws is about its data; the policy decides.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (context.Options.MalformedData == SseUnreadablePolicy.Throw)
            {
                var received = new SseMessage { Type = TEvent.EventName, Data = frame.Data.ToArray(), LastEventId = status.Remember(frame.LastEventId), TraceContext = status.TraceContext };
                outcome = Outcome<TEvent>.Thrown(new SseUnreadableEventException(received, error));
                return true;
            }
            context.Logger.Skipped(TEvent.EventName, error);
            return false;
        }
    }
}
