using Sse.Tests.Support;

namespace Sse.Tests.Checks;

/// <summary>What is made of the head of an answer. Each check fine once, and at fault in each way that it knows.</summary>
public class AnswerJudgementTests
{
    [Theory]
    [InlineData("SSEC02", "ok", "Content-Type: text/event-stream", "text/event-stream")]
    [InlineData("SSEC02", "ok", "Content-Type: Text/Event-Stream; charset=\"UTF-8\"", "UTF-8")]
    [InlineData("SSEC02", "error", "Cache-Control: no-store", "none")]
    [InlineData("SSEC02", "error", "Content-Type: text/plain", "'text/plain' is not")]
    [InlineData("SSEC02", "error", "Content-Type: ;;;", "is not")]
    [InlineData("SSEC02", "warning", "Content-Type: text/event-stream; charset=iso-8859-1", "iso-8859-1")]
    [InlineData("SSEC03", "ok", "Cache-Control: no-store, no-transform", "no-store")]
    [InlineData("SSEC03", "ok", "Cache-Control: No-Cache,no-transform", "No-Cache")]
    [InlineData("SSEC03", "note", "Cache-Control: no-store", "no-transform")]
    [InlineData("SSEC03", "warning", "Content-Type: text/event-stream", "no Cache-Control")]
    [InlineData("SSEC03", "warning", "Cache-Control: public, max-age=60", "lets a cache keep")]
    [InlineData("SSEC04", "ok", "Transfer-Encoding: chunked", "in chunks")]
    [InlineData("SSEC04", "ok", "Version: 2.0", "none")]
    [InlineData("SSEC04", "error", "Content-Length: 100", "100")]
    [InlineData("SSEC04", "warning", "Connection: close", "neither")]
    [InlineData("SSEC06", "ok", "X-Accel-Buffering: no", "no")]
    [InlineData("SSEC06", "note", "Connection: close", "no X-Accel-Buffering")]
    [InlineData("SSEC06", "warning", "X-Accel-Buffering: yes", "'yes'")]
    [InlineData("SSEC07", "ok", "Connection: close", "none")]
    [InlineData("SSEC07", "note", "Content-Encoding: identity", "identity")]
    [InlineData("SSEC07", "error", "Content-Encoding: gzip", "'gzip'")]
    [InlineData("SSEC08", "ok", "Connection: close", "none")]
    [InlineData("SSEC08", "note", "From: http://example.org/old?token=1\nAddress: http://example.org/sse", "http://example.org/old → http://example.org/sse:")]
    [InlineData("SSEC08", "error", "From: https://example.org/sse\nAddress: http://example.org/sse", "https")]
    [InlineData("SSEC70", "notApplicable", "Address: http://example.org/", "https")]
    [InlineData("SSEC70", "ok", "Address: https://example.org/\nVersion: 2.0", "HTTP/2.0")]
    [InlineData("SSEC70", "warning", "Address: https://example.org/", "six")]
    public void The_head_is_judged(string check, string level, string head, string says) => Judged.Should(check, level, says, Seen.Stream(head));

    [Theory]
    [InlineData("ok", "HeadersAfter: 100", "120|data: x\n\n")]
    [InlineData("ok", "HeadersAfter: 900", "920|: hello\n\ndata: x\n\n")]
    [InlineData("ok", "HeadersAfter: 900", "920|retry: 1\n\ndata: x\n\n")]
    [InlineData("warning", "HeadersAfter: 900", "920|: hello\ndata: x\n\n")]
    [InlineData("ok", "HeadersAfter: 900", "960|data: x\n\n")]
    [InlineData("ok", "HeadersAfter: 900", "9000|cut")]
    [InlineData("warning", "HeadersAfter: 900", "920|data: x\n\n")]
    [InlineData("warning", "HeadersAfter: 900", "920|retry: 1\ndata: x\n\n")]
    public void Headers_that_wait_for_an_event_are_found(string level, string head, string piece) => Judged.Should("SSEC05", level, "headers", Seen.Stream(head, piece));
}
