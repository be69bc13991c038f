using Sse.Tool.Recordings;

namespace Sse.Tool.Checks;

/// <summary>The stream that was watched, once it was left.</summary>
/// <param name="Answer">The head of its answer.</param>
/// <param name="Recording">Its bytes.</param>
/// <param name="Until">When it was left, or ended.</param>
internal sealed record Watched(Answer Answer, Recording Recording, TimeSpan Until)
{
    public TimeSpan Duration => Until - Answer.At;
}
