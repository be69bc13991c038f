namespace Sse.Tool.Recordings;

/// <summary>A line of a stream, by its place among the recorded bytes.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes, without what ends it.</param>
/// <param name="End">What ends it.</param>
/// <param name="At">When its end came.</param>
internal readonly record struct StreamLine(int Start, int Length, LineEnd End, TimeSpan At);

internal enum LineEnd
{
    Lf,
    Cr,
    CrLf,
}
