namespace Sse.Tool.Checks.Connections;

/// <summary>Browsers open six connections to an origin over HTTP/1.1, in all tabs together; over HTTP/2 a hundred streams share one.</summary>
internal sealed class Http2Check() : Judgement(new("SSEC70", "HTTP/2", "RFC 9113, HTML 9.2.7"))
{
    public override Finding Judge(Watched watched)
    {
        if (watched.Answer.Address.Scheme != Uri.UriSchemeHttps) return Info.NotApplicable("browsers speak it over https only");
        return watched.Answer.Version.Major >= 2 ? Info.Fine($"HTTP/{watched.Answer.Version}") : Info.Warning($"HTTP/{watched.Answer.Version}: a browser opens six streams in all tabs together, then everything waits");
    }
}
