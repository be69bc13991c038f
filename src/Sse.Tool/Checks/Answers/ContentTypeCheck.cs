using System.Net.Http.Headers;

namespace Sse.Tool.Checks.Answers;

/// <summary>The type is <c>text/event-stream</c>, without another charset than UTF-8.</summary>
internal sealed class ContentTypeCheck() : Judgement(new("SSEC02", "content type", "HTML 9.2.3, RFC 9110 8.3"))
{
    public override Finding Judge(Watched watched)
    {
        var text = watched.Answer["Content-Type"];
        if (text is null) return Info.Error("there is none: an EventSource gives up");
        if (!MediaTypeHeaderValue.TryParse(text, out var type) || !string.Equals(type.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase))
            return Info.Error($"{Say.Quoted(text)} is not text/event-stream: an EventSource gives up");
        return type.CharSet?.Trim('"') is { } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? Info.Warning($"charset {Say.Quoted(charset)}: a stream is always UTF-8")
            : Info.Fine(text);
    }
}
