using System.Text;

namespace Sse;

/// <summary>Makes messages of records, typed by a hub's declaration. Used by one thread at a time.</summary>
internal sealed class RecordMessages(string epoch, SseEventReader reader) : IDisposable
{
    private readonly SseFrameParser _parser = new(int.MaxValue);

    /// <summary>The message of a record.</summary>
    public SseHubMessage Read(in FoundRecord record)
    {
        _parser.Append(record.Frame.Span);
        if (!_parser.TryRead(out var frame)) throw new InvalidOperationException("A record of the log is no whole event.");
        var name = Encoding.UTF8.GetString(frame.Type);
        return new SseHubMessage
        {
            Position = new SsePosition(epoch, record.Sequence, tag: null, record.SnapshotOf),
            Topic = record.Topic,
            EventName = name,
            Event = reader(name, frame.Data, out var value) ? value : null,
            IsSnapshot = record.SnapshotOf is not null,
        };
    }

    public void Dispose() => _parser.Dispose();
}
