namespace Sse.Tool.Checks.Answers;

/// <summary>Proxies that gather answers are told not to.</summary>
internal sealed class ProxyHintCheck() : Judgement(new("SSEC06", "word to proxies", "nginx, proxy_buffering"))
{
    public override Finding Judge(Watched watched) => watched.Answer["X-Accel-Buffering"] switch
    {
        null => Info.Note("no X-Accel-Buffering: nginx holds the stream back unless it is configured not to, or has taken the header off"),
        var text when text.Trim().Equals("no", StringComparison.OrdinalIgnoreCase) => Info.Fine("X-Accel-Buffering: no"),
        var text => Info.Warning($"X-Accel-Buffering: {Say.Quoted(text)} asks nginx to hold the stream back"),
    };
}
