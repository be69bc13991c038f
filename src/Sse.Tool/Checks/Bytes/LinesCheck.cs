using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Bytes;

/// <summary>Lines end alike, and no mark stands where it isn't skipped.</summary>
internal sealed class LinesCheck() : Judgement(new("SSEC11", "lines", "HTML 9.2.5"))
{
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    public override Finding Judge(Watched watched)
    {
        var recording = watched.Recording;
        if (recording.Lines.Count == 0) return Info.NotApplicable("no line came");
        List<Finding> found = [];
        for (var i = 0; i < recording.Lines.Count; i++)
        {
            if (!recording.Bytes.Slice(recording.Lines[i].Start, recording.Lines[i].Length).StartsWith(Mark)) continue;
            found.Add(Info.Error(Say.Text($"line {i + 1} begins with a byte order mark: only one at the very start is skipped, this one hides the field")));
            break;
        }
        var ends = recording.Lines.Select(line => line.End).Distinct().Order().ToList();
        if (ends.Count > 1) found.Add(Info.Note($"lines end in {string.Join(", ", ends.Select(Name))}"));
        else if (ends[0] is LineEnd.Cr) found.Add(Info.Note("lines end in CR: many parsers wait for the next byte, to see whether it is LF"));
        if (recording.HasByteOrderMark) found.Add(Info.Note("a byte order mark at the start, which clients skip"));
        return Info.Worst(found, Say.Text($"{recording.Lines.Count:#,0} lines, {Name(ends[0])}"));
    }

    private static string Name(LineEnd end) => end switch { LineEnd.Lf => "LF", LineEnd.Cr => "CR", _ => "CRLF" };
}
