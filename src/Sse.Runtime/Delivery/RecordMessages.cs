using System.Text;

namespace Sse;

/// <summary>Makes messages of records, typed by a hub's declaration. Thread-safe where its reader is.</summary>
internal sealed class RecordMessages(HubLog log, SseEventReader reader)
{
    /// <summary>The message of a record.</summary>
    public SseHubMessage Read(in FoundRecord record)
    {
        var frame = new RecordFrame(record.Frame.Span);
        var name = Encoding.UTF8.GetString(frame.Name);
        return new SseHubMessage
        {
            Position = log.PositionAt(record.Sequence, record.SnapshotOf),
            Topic = record.Topic,
            EventName = name,
            Event = reader(name, frame.Data, out var value) ? value : null,
            IsSnapshot = record.SnapshotOf is not null,
            TraceContext = TraceComment.TryReadLine(record.Frame.Span, out var context) ? context : default,
        };
    }
}
