using System.Text;

namespace Sse;

/// <summary>Which events a tail shows. What is null lets everything through. Immutable.</summary>
/// <param name="Topic">The topic; with an asterisk at its end, what its name begins with; empty for what is for the whole hub.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Text">What its data holds, whatever the case.</param>
internal sealed record TailFilter(string? Topic, string? Name, string? Text)
{
    /// <summary>Whether an event is shown.</summary>
    public bool Takes(in FoundRecord record)
    {
        if (!TakesTopic(record.Topic ?? "")) return false;
        if (Name is null && Text is null) return true;
        var frame = new RecordFrame(record.Frame.Span);
        if (Name is not null && !string.Equals(Name, Encoding.UTF8.GetString(frame.Name), StringComparison.Ordinal)) return false;
        return Text is null || Encoding.UTF8.GetString(frame.Data).Contains(Text, StringComparison.OrdinalIgnoreCase);
    }

    private bool TakesTopic(string topic) => Topic is null
        || (Topic.EndsWith('*') ? topic.AsSpan().StartsWith(Topic.AsSpan(0, Topic.Length - 1), StringComparison.Ordinal) : string.Equals(Topic, topic, StringComparison.Ordinal));
}
