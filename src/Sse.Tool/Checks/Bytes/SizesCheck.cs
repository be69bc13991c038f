using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Bytes;

/// <summary>Events have a size that clients take.</summary>
internal sealed class SizesCheck() : Judgement(new("SSEC17", "sizes", "HTML 9.2.5"))
{
    private const int Large = 64 << 10;
    private const int Huge = 1 << 20;

    public override Finding Judge(Watched watched)
    {
        var recording = watched.Recording;
        if (recording.End is RecordingEnd.TooMuch) return Info.Warning(Say.Text($"more than {Recording.DefaultBytes >> 20} MiB or {Recording.DefaultLines:#,0} lines: the rest wasn't read"));
        var longest = recording.Lines.Count == 0 ? 0 : recording.Lines.Max(line => line.Length);
        longest = Math.Max(longest, recording.UnfinishedBytes);
        return longest switch
        {
            >= Huge => Info.Warning(Say.Text($"a line of {longest:#,0} bytes: clients with a limit end the connection")),
            >= Large => Info.Note(Say.Text($"a line of {longest:#,0} bytes: more than many buffers hold")),
            _ => Info.Fine(Say.Text($"the longest line has {longest:#,0} bytes")),
        };
    }
}
