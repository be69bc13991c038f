using System.Text;

namespace Sse;

/// <summary>How a stream's own protocol says that it is over, where that isn't Sse's.</summary>
internal sealed class EndMarks(SseClientOptions options)
{
    private readonly byte[][] _data = [.. options.EndMarks.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] _types = [.. options.LastEventTypes.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether an event says nothing but that the stream is over.</summary>
    public bool IsMark(in SseFrame frame) => Contains(_data, frame.Data);

    /// <summary>Whether nothing comes after an event.</summary>
    public bool IsLast(in SseFrame frame) => Contains(_types, frame.Type);

    private static bool Contains(byte[][] marks, ReadOnlySpan<byte> text)
    {
        foreach (var mark in marks)
        {
            if (text.SequenceEqual(mark)) return true;
        }
        return false;
    }
}
