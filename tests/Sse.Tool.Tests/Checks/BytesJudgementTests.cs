using Sse.Tests.Support;

namespace Sse.Tests.Checks;

/// <summary>What is made of a stream's bytes. Each check fine once, and at fault in each way that it knows.</summary>
public class BytesJudgementTests
{
    [Theory]
    [InlineData("SSEC10", "ok", "data: \u00C3\u00A9\n\n", "10 bytes")]
    [InlineData("SSEC10", "ok", "data: \u00C3", "7 bytes")]
    [InlineData("SSEC10", "error", "data: x\u00E9\n\n", "byte 7, 0xE9")]
    [InlineData("SSEC10", "error", "data: \u00C0\u00AF\n\n", "byte 6, 0xC0")]
    [InlineData("SSEC11", "ok", "data: x\n\n", "2 lines, LF")]
    [InlineData("SSEC11", "ok", "data: x\r\n\r\n", "2 lines, CRLF")]
    [InlineData("SSEC11", "notApplicable", "data: x", "no line")]
    [InlineData("SSEC11", "note", "data: x\r\n\n", "LF, CRLF")]
    [InlineData("SSEC11", "note", "data: x\r\r", "CR:")]
    [InlineData("SSEC11", "note", "\u00EF\u00BB\u00BFdata: x\n\n", "clients skip")]
    [InlineData("SSEC11", "error", "data: x\n\n\u00EF\u00BB\u00BFdata: y\n\n", "line 3 begins with a byte order mark")]
    [InlineData("SSEC11", "error", "\u00EF\u00BB\u00BF\u00EF\u00BB\u00BFdata: y\n\n", "line 1 begins")]
    [InlineData("SSEC12", "ok", ": c\nid: 1\nretry: 1\nevent: e\ndata: x\ndata\n\n", "only")]
    [InlineData("SSEC12", "warning", "Data: x\n\n", "'Data'")]
    [InlineData("SSEC12", "warning", " data: x\n{}\ndata : x\ntype: x\nfifth: x\n\n", "' data', '{}', 'data ', …")]
    [InlineData("SSEC13", "ok", "id: 1\ndata: x\n\nid: 2\n\n", "2 ids")]
    [InlineData("SSEC13", "notApplicable", "data: x\n\n", "no id")]
    [InlineData("SSEC13", "error", "id: 1\0\ndata: x\n\n", "NUL")]
    [InlineData("SSEC14", "ok", "retry: 3000\n\n", "3000 ms")]
    [InlineData("SSEC14", "ok", "retry: 600000\n\n", "600000 ms")]
    [InlineData("SSEC14", "note", "data: x\n\n", "none")]
    [InlineData("SSEC14", "warning", "retry: 0\n\n", "0:")]
    [InlineData("SSEC14", "warning", "retry: 600001\n\n", "600.0 s")]
    [InlineData("SSEC14", "error", "retry: 1.5\n\n", "'1.5' is ignored")]
    [InlineData("SSEC14", "error", "retry: 1\nretry: 3s\n\n", "'3s'")]
    [InlineData("SSEC15", "ok", "event: a\ndata\n\n: c\n\nid: 1\n\n", "1 event")]
    [InlineData("SSEC15", "notApplicable", ": c\n\n", "no event")]
    [InlineData("SSEC15", "warning", "event: ping\n\ndata: x\n\n", "1 block has")]
    [InlineData("SSEC17", "ok", "data: x\n\n", "7 bytes")]
    public void The_bytes_are_judged(string check, string level, string bytes, string says) => Judged.Should(check, level, says, Seen.Stream("", $"5|{bytes}"));

    [Fact]
    public void An_id_that_is_too_long_for_a_header_is_told()
    {
        Judged.Should("SSEC13", "ok", "1 id", Seen.Stream("", $"5|id: {new string('1', 1024)}\n\n"));
        Judged.Should("SSEC13", "warning", "1024", Seen.Stream("", $"5|id: {new string('1', 1025)}\n\n"));
    }

    [Theory]
    [InlineData(64 << 10, "note", "65,536 bytes")]
    [InlineData(1 << 20, "warning", "1,048,576 bytes")]
    [InlineData(5 << 20, "warning", "more than 4 MiB")]
    public void Large_lines_are_told_finished_or_not(int length, string level, string says)
    {
        Judged.Should("SSEC17", level, says, Seen.Stream("", $"5|{new string('x', length)}"));
        Judged.Should("SSEC17", level, says, Seen.Stream("", $"5|{new string('x', length)}\n\n"));
    }

    [Theory]
    [InlineData("ok", "open", "5|data: x\n\ndata: y", "9|cut")]
    [InlineData("note", "ended it after 899 ms", "5|data: x\n\n", "900|end")]
    [InlineData("error", "middle of a block", "5|data: x\n\ndata: y\n", "900|end")]
    [InlineData("error", "middle of a block", "5|data: x\n\nda", "900|end")]
    [InlineData("error", "broke after 2.0 s", "5|data: x\n\n", "2001|broken")]
    public void The_end_is_judged(string level, string says, params string[] pieces) => Judged.Should("SSEC16", level, says, Seen.Stream("", pieces));
}
