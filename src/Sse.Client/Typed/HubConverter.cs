using System.Text;

namespace Sse;

/// <summary>Turns the events of a hub's endpoint into those of its declaration. One for each reading.</summary>
internal sealed class HubConverter<THub>(ReadingContext context)
    where THub : SseHub, ISseHub<THub>
{
    private readonly KnownTexts _names = new();
    private string _lastEventId = "";
    private SsePosition _position;
    private string? _topic;

    public bool Convert(in SseFrame frame, ReadingStatus status, out Outcome<SseHubMessage> outcome)
    {
        Locate(status.Remember(frame.LastEventId));
        var name = _names.Get(frame.Type);
        if (Ascii.Equals(frame.Type, ProtocolWords.GapEvent)) return Yield(name, GapReader.Read(frame), status, out outcome);
        if (Ascii.Equals(frame.Type, ProtocolWords.LiveEvent)) return Yield(name, LiveReader.Read(frame), status, out outcome);

        Exception? error = null;
        try
        {
            if (THub.TryRead(name, frame.Data, out var value)) return Yield(name, value, status, out outcome);
        }
#pragma warning disable CA1031 // Whatever reading this one event throws is about its data; the policy decides.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            error = thrown;
        }

        outcome = default;
        var policy = error is null ? context.Options.UnknownEvents : context.Options.MalformedData;
        if (policy == SseUnreadablePolicy.Skip)
        {
            context.Logger.Skipped(Shown.Briefly(name), error);
            return false;
        }
        var received = new SseMessage { Type = name, Data = frame.Data.ToArray(), LastEventId = _lastEventId, TraceContext = status.TraceContext };
        if (policy == SseUnreadablePolicy.Raw) return Yield(name, received, status, out outcome);
        outcome = Outcome<SseHubMessage>.Thrown(new SseUnreadableEventException(received, error));
        return true;
    }

    private bool Yield(string name, object value, ReadingStatus status, out Outcome<SseHubMessage> outcome)
    {
        outcome = Outcome<SseHubMessage>.Of(new SseHubMessage
        {
            Position = _position,
            Topic = _topic,
            EventName = name,
            Event = value,
            IsSnapshot = _position.IsInSnapshot && value is not (SseGap or SseLive),
            TraceContext = status.TraceContext,
        });
        return true;
    }

    private void Locate(string lastEventId)
    {
        if (ReferenceEquals(lastEventId, _lastEventId)) return;
        _lastEventId = lastEventId;
        if (!SsePosition.TryParse(lastEventId, out _position, out _topic)) (_position, _topic) = (default, null);
    }
}
