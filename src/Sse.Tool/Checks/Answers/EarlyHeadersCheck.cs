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
        // A comment, or anything else that is no event, says that the server didn't wait for one.
        var startsWithEvent = recording.Events.Count > 0 && recording.Blocks[0].At == recording.Events[0].At && recording.Field(recording.Lines[recording.Blocks[0].FirstLine]).Name.Length > 0;
        return took > Soon && startsWithEvent && recording.Events[0].At - answer.At < Together
            ? Info.Warning($"the headers came after {Say.Seconds(took)}, together with the first event: until then a client doesn't know that it is connected, and a proxy may lose its patience; flush them at once")
            : Info.Fine($"headers after {Say.Seconds(took)}");
    }
}
