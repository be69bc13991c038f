using System.Diagnostics;
using System.Text;

namespace Sse;

/// <summary>What the outside may see of a reading, and how it may interfere. Thread-safe.</summary>
internal sealed class ReadingStatus
{
    private volatile Attempt? _current;
    private volatile string _lastEventId = "";
    private volatile SseClientState _state = SseClientState.Idle;

    public SseClientState State
    {
        get => _state;
        set => _state = value;
    }

    public string LastEventId
    {
        get => _lastEventId;
        set => _lastEventId = value;
    }

    /// <summary>What the event that is being read belongs to. Set and read by the reading alone.</summary>
    public ActivityContext TraceContext { get; set; }

    /// <summary>Keeps an id as text; the text is made only when it is another than before.</summary>
    public string Remember(ReadOnlySpan<byte> lastEventId)
    {
        var known = _lastEventId;
        return Ascii.Equals(lastEventId, known) ? known : _lastEventId = Encoding.UTF8.GetString(lastEventId);
    }

    public void Enter(Attempt? attempt) => _current = attempt;

    public void Restart() => _current?.Drop(SseRetryReason.Restart);
}
