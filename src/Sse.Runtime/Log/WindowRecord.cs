namespace Sse;

/// <summary>One copy of one record, in one topic's window.</summary>
/// <param name="segment">Where its bytes are.</param>
/// <param name="index">Its place there.</param>
/// <param name="age">When it came, in the unit of <see cref="LogAge"/>.</param>
internal readonly struct WindowRecord(Segment segment, int index, uint age) : ISequenced<WindowRecord>
{
    public Segment Segment { get; } = segment;

    public int Index { get; } = index;

    public uint Age { get; } = age;

    /// <summary>False when it left before its turn: with its topic, or because the topic has too many.</summary>
    public bool IsLive => Index >= Segment.First;

    public bool LeftWith(in WindowRecord later, int distance) =>
        later.Segment == Segment && later.Index - Index == distance && !later.IsLive;

    public long Sequence => Segment.SequenceAt(Index);
}
