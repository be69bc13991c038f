namespace Sse.Tool.Checks.Flow;

/// <summary>The blank line that ends an event comes with it: until then no client has the event.</summary>
internal sealed class WholeBlocksCheck() : Judgement(new("SSEC20", "whole events", "HTML 9.2.6"))
{
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(250);

    public override Finding Judge(Watched watched)
    {
        var recording = watched.Recording;
        if (recording.Blocks.Count == 0) return recording.Lines.Any(line => line.Length > 0) ? Unfinished(watched) : Info.NotApplicable("nothing came");
        var torn = 0;
        var longest = TimeSpan.Zero;
        foreach (var block in recording.Blocks)
        {
            var took = block.At - recording.Lines[block.FirstLine].At;
            if (took <= Together) continue;
            torn++;
            if (took > longest) longest = took;
        }
        return torn == 0
            ? Info.Fine(Say.Count(recording.Blocks.Count, "block", "blocks"))
            : Info.Error($"{Say.Count(torn, "block was", "blocks were")} torn, up to {Say.Seconds(longest)} from its first line to the blank line that ends it: write a whole event, then flush; or a proxy gathers bytes");
    }

    private Finding Unfinished(Watched watched)
    {
        var first = watched.Recording.Lines.First(line => line.Length > 0);
        return watched.Until - first.At > Together ? Info.Error($"lines came and no blank line in {Say.Seconds(watched.Until - first.At)}: no client is given anything") : Info.NotApplicable("nothing came to its end");
    }
}
