namespace Sse.Tool.Checks.Answers;

/// <summary>The stream isn't coded for who takes no coding.</summary>
internal sealed class UnaskedCodingCheck() : Judgement(new("SSEC07", "coding that wasn't asked for", "RFC 9110 12.5.3"))
{
    public override Finding Judge(Watched watched) => watched.Answer["Content-Encoding"] switch
    {
        null => Info.Fine("none"),
        var text when text.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase) => Info.Note("Content-Encoding: identity is for requests; some servers say it to keep a compressing middleware away"),
        var text => Info.Error($"Content-Encoding {Say.Quoted(text)} for a client that takes identity alone"),
    };
}
