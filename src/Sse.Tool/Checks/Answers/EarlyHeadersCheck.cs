using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Answers;

/// <summary>The headers come before there is an event, so that clients know that they are connected.</summary>
internal sealed class EarlyHeadersCheck() : Judgement(new("SSEC05", "first flush", "HTML 9.2.3"))
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(50);

    public override Finding Judge(Watched watched)
    {
        var (answer, recording) = (watched.Answer, watched.Recording);
        var took = answer.At - answer.AskedAt;
        return took > Soon && BeginsWithEvent(recording) && recording.Events[0].At - answer.At < Together
            ? Info.Warning($"the headers came after {Say.Seconds(took)}, together with the first event: until then a client doesn't know that it is connected, and a proxy may lose its patience; flush them at once")
            : Info.Fine($"headers after {Say.Seconds(took)}");
    }

    /// <summary>A comment, or anything else that is no event, says that the server didn't wait for one.</summary>
    private static bool BeginsWithEvent(Recording recording)
    {
        if (recording.Blocks.Count == 0) return false;
        for (var i = 0; i < recording.Blocks[0].Count; i++)
            if (recording.Field(recording.Lines[recording.Blocks[0].FirstLine + i]).Is("data"u8)) return true;
        return false;
    }
}
