using Sse.Tool.Recordings;

namespace Sse.Tool.Checks.Bytes;

/// <summary>Where the stream ends, nothing is cut off.</summary>
internal sealed class EndCheck() : Judgement(new("SSEC16", "end", "HTML 9.2.5, RFC 9112 8"))
{
    public override Finding Judge(Watched watched) => watched.Recording switch
    {
        { End: RecordingEnd.Clean, HasUnfinishedBlock: true } => Info.Error("it ends in the middle of a block: clients drop an event that no blank line ends"),
        { End: RecordingEnd.Clean } => Info.Note($"the server ended it after {Say.Seconds(watched.Duration)}: clients come back, unless they are then answered with 204"),
        { End: RecordingEnd.Broken } => Info.Error($"the connection broke after {Say.Seconds(watched.Duration)}, or its framing did"),
        _ => Info.Fine("open to the end of the watch"),
    };
}
