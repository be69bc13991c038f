namespace Sse.Tool.Checks.Bytes;

/// <summary>Ids can be kept, and sent back in a header.</summary>
internal sealed class IdValuesCheck() : Judgement(new("SSEC13", "id values", "HTML 9.2.6, 9.2.4"))
{
    private const int Long = 1024;

    public override Finding Judge(Watched watched)
    {
        var recording = watched.Recording;
        var (withNul, isLong) = (false, false);
        var ids = 0;
        foreach (var line in recording.Lines)
        {
            var field = recording.Field(line);
            if (!field.Is("id"u8)) continue;
            ids++;
            withNul |= field.Value.Contains((byte)0);
            isLong |= field.Value.Length > Long;
        }
        if (withNul) return Info.Error("an id has a NUL: clients ignore it, and come back with the one before");
        if (isLong) return Info.Warning(Say.Text($"an id is longer than {Long} bytes: it comes back in a header, for which servers have limits"));
        return ids == 0 ? Info.NotApplicable("no id came") : Info.Fine(Say.Count(ids, "id", "ids"));
    }
}
