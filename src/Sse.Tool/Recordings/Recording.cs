using System.Buffers;
using System.Text;

namespace Sse.Tool.Recordings;

/// <summary>
/// The bytes of a stream with the time of their arrival, and what the standard makes of them (HTML, 9.2.5 and 9.2.6). Bounded: a
/// stream that has more is recorded up to there. Not for several threads at once.
/// </summary>
/// <param name="maxBytes">How many bytes it takes.</param>
/// <param name="maxLines">How many lines it takes.</param>
internal sealed class Recording(int maxBytes = Recording.DefaultBytes, int maxLines = Recording.DefaultLines)
{
    public const int DefaultBytes = 4 << 20;
    public const int DefaultLines = 100_000;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<TimeSpan> _arrivals = [];
    private readonly List<StreamLine> _lines = [];
    private readonly List<StreamBlock> _blocks = [];
    private readonly List<StreamEvent> _events = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _lineStart;
    private int _blockStart;
    private bool _afterCr;

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>When bytes came, once for each time that some were there.</summary>
    public IReadOnlyList<TimeSpan> Arrivals => _arrivals;

    public IReadOnlyList<StreamLine> Lines => _lines;

    /// <summary>Blocks of at least one line.</summary>
    public IReadOnlyList<StreamBlock> Blocks => _blocks;

    public IReadOnlyList<StreamEvent> Events => _events;

    public bool HasByteOrderMark => Bytes.StartsWith("\uFEFF"u8);

    public string LastEventId { get; private set; } = "";

    /// <summary>The newest time to wait before coming back that was told; null where none was.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <summary>Lines of a block that no blank line has ended, and bytes of a line without end.</summary>
    public bool HasUnfinishedBlock => _blockStart < _lines.Count || UnfinishedBytes > 0;

    public int UnfinishedBytes => Bytes.Length - _lineStart;

    public RecordingEnd End { get; private set; }

    /// <summary>When it came to its end; null while it goes on.</summary>
    public TimeSpan? EndedAt { get; private set; }

    /// <summary>Whether an event's own id was this.</summary>
    public bool HasId(string id) => _ids.Contains(id);

    /// <summary>Takes bytes.</summary>
    /// <returns>Whether it takes more.</returns>
    public bool Append(ReadOnlySpan<byte> bytes, TimeSpan at)
    {
        if (End is not RecordingEnd.Open || bytes.IsEmpty) return End is RecordingEnd.Open;
        var first = _bytes.WrittenCount;
        _bytes.Write(bytes[..Math.Min(bytes.Length, maxBytes - first)]);
        _arrivals.Add(at);
        for (var i = first; i < Bytes.Length && _lines.Count < maxLines; i++) Take(i, at);
        if (Bytes.Length >= maxBytes || _lines.Count >= maxLines) Finish(RecordingEnd.TooMuch, at);
        return End is RecordingEnd.Open;
    }

    public void Finish(RecordingEnd end, TimeSpan at)
    {
        if (End is RecordingEnd.Open) (End, EndedAt) = (end, at);
    }

    /// <summary>A line's field: what is before the colon, and the value. A comment's name is empty.</summary>
    public StreamField Field(StreamLine line)
    {
        var text = Bytes.Slice(line.Start, line.Length);
        var colon = text.IndexOf((byte)':');
        if (colon < 0) return new(text, []);
        var value = text[(colon + 1)..];
        return new(text[..colon], value.StartsWith(" "u8) ? value[1..] : value);
    }

    private void Take(int at, TimeSpan time)
    {
        var (value, afterCr) = (Bytes[at], _afterCr);
        _afterCr = value == '\r';
        if (afterCr && value == '\n')
        {
            _lines[^1] = _lines[^1] with { End = LineEnd.CrLf };
            _lineStart = at + 1;
        }
        else if (value is (byte)'\n' or (byte)'\r')
        {
            EndLine(at, value == '\r' ? LineEnd.Cr : LineEnd.Lf, time);
        }
    }

    private void EndLine(int at, LineEnd end, TimeSpan time)
    {
        var start = _lines.Count == 0 && HasByteOrderMark ? 3 : _lineStart;
        var line = new StreamLine(start, at - start, end, time);
        _lines.Add(line);
        _lineStart = at + 1;
        if (line.Length == 0) EndBlock(time);
        else if (Field(line) is { } field && field.Is("retry"u8) && StreamRetry.TryRead(field.Value, out var retry)) Retry = retry;
    }

    private void EndBlock(TimeSpan time)
    {
        var (first, count) = (_blockStart, _lines.Count - 1 - _blockStart);
        _blockStart = _lines.Count;
        if (count == 0) return;
        _blocks.Add(new(first, count, _lines[first + count - 1].At, time));
        string? type = null, id = null;
        StringBuilder? data = null;
        for (var i = first; i < first + count; i++)
        {
            var field = Field(_lines[i]);
            if (field.Is("data"u8)) data = (data is null ? new StringBuilder() : data.Append('\n')).Append(Encoding.UTF8.GetString(field.Value));
            else if (field.Is("event"u8)) type = Encoding.UTF8.GetString(field.Value);
            else if (field.Is("id"u8) && !field.Value.Contains((byte)0)) id = Encoding.UTF8.GetString(field.Value);
        }
        if (id is not null) LastEventId = id;
        if (data is null) return;
        _events.Add(new(string.IsNullOrEmpty(type) ? "message" : type, data.ToString(), id, LastEventId, time));
        if (id is not null) _ids.Add(id);
    }
}
