namespace Sse.Tool.Checks.Answers;

/// <summary>No cache keeps the stream, and nobody on the way changes it.</summary>
internal sealed class CachingCheck() : Judgement(new("SSEC03", "caches", "RFC 9111 5.2.2, HTML 9.2.7"))
{
    public override Finding Judge(Watched watched)
    {
        var answer = watched.Answer;
        var text = answer["Cache-Control"];
        if (!answer.Has("Cache-Control", "no-store") && !answer.Has("Cache-Control", "no-cache"))
            return Info.Warning(text is null ? "no Cache-Control: a cache may keep the stream, or wait for its end; say no-store" : $"{Say.Quoted(text)} lets a cache keep the stream; say no-store");
        return answer.Has("Cache-Control", "no-transform") ? Info.Fine(text!) : Info.Note($"{Say.Quoted(text!)}: with no-transform nobody on the way compresses, and so holds back, the stream");
    }
}
