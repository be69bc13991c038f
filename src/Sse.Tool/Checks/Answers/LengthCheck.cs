namespace Sse.Tool.Checks.Answers;

/// <summary>The answer has no end that is known before.</summary>
internal sealed class LengthCheck() : Judgement(new("SSEC04", "length", "RFC 9110 8.6, RFC 9112 6.3"))
{
    public override Finding Judge(Watched watched)
    {
        var answer = watched.Answer;
        if (answer["Content-Length"] is { } length) return Info.Error($"Content-Length {Say.Quoted(length)}: the stream ends there");
        if (answer.Version.Major >= 2 || answer.Has("Transfer-Encoding", "chunked")) return Info.Fine(answer.Version.Major >= 2 ? "none" : "none, in chunks");
        return Info.Warning("neither a length nor chunks: a connection that breaks looks like a stream that ended");
    }
}
