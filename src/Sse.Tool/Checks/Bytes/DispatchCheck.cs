namespace Sse.Tool.Checks.Bytes;

/// <summary>What looks like an event is one.</summary>
internal sealed class DispatchCheck() : Judgement(new("SSEC15", "events without data", "HTML 9.2.6"))
{
    public override Finding Judge(Watched watched)
    {
        var recording = watched.Recording;
        var silent = 0;
        foreach (var block in recording.Blocks)
        {
            var (hasType, hasData) = (false, false);
            for (var i = block.FirstLine; i < block.FirstLine + block.Count; i++)
            {
                var field = recording.Field(recording.Lines[i]);
                hasType |= field.Is("event"u8);
                hasData |= field.Is("data"u8);
            }
            if (hasType && !hasData) silent++;
        }
        if (silent > 0) return Info.Warning($"{Say.Count(silent, "block has", "blocks have")} a type and no data line: no client is given such an event; an empty 'data:' line makes it one");
        return recording.Events.Count == 0 ? Info.NotApplicable("no event came") : Info.Fine(Say.Count(recording.Events.Count, "event", "events"));
    }
}
