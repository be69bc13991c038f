namespace Sse.Tool.Recordings;

/// <summary>Lines up to a blank one.</summary>
/// <param name="FirstLine">The first of them.</param>
/// <param name="Count">How many, without the blank one.</param>
/// <param name="LastLineAt">When the last of them ended.</param>
/// <param name="At">When the blank one came, and an event with it.</param>
internal readonly record struct StreamBlock(int FirstLine, int Count, TimeSpan LastLineAt, TimeSpan At);
