namespace Sse.Tool.Checks.Answers;

/// <summary>The address is the stream's own.</summary>
internal sealed class RedirectCheck() : Judgement(new("SSEC08", "redirects", "HTML 9.2.3, RFC 9110 15.4"))
{
    public override Finding Judge(Watched watched)
    {
        var answer = watched.Answer;
        if (answer.Redirects.Count == 0) return Info.Fine("none");
        var way = string.Join(" → ", answer.Redirects.Append(answer.Address).Select(address => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)));
        return answer.Redirects[0].Scheme == Uri.UriSchemeHttps && answer.Address.Scheme == Uri.UriSchemeHttp
            ? Info.Error($"{way}: a page of https isn't let read it")
            : Info.Note($"{way}: walked again at each reconnect");
    }
}
