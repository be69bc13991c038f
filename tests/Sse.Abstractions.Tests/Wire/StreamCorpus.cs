using System.Text;

namespace Sse.Tests.Wire;

/// <summary>Streams with what the standard says they mean, written by hand: every rule at least once.</summary>
internal static class StreamCorpus
{
    private static readonly List<Found> Nothing = [];

    public static readonly (string Rule, byte[] Stream, List<Found> Expected)[] Cases =
    [
        Text("nothing", "", Nothing),
        Text("a message", "data: hello\n\n", Found.Message("hello")),
        Text("one space after the colon goes, the next stays", "data:  x\n\n", Found.Message(" x")),
        Text("no space after the colon", "data:x\n\n", Found.Message("x")),
        Text("a tab after the colon stays", "data:\tx\n\n", Found.Message("\tx")),
        Text("trailing spaces stay", "data: x  \n\n", Found.Message("x  ")),
        Text("a colon in the value", "data: a:b: c\n\n", Found.Message("a:b: c")),
        Text("data lines are joined by LF", "data: a\ndata: b\ndata:c\n\n", Found.Message("a\nb\nc")),
        Text("empty data is dispatched", "data:\n\n", Found.Message("")),
        Text("data without colon is empty data", "data\n\n", Found.Message("")),
        Text("two empty data lines are one LF", "data\ndata\n\n", Found.Message("\n")),
        Text("empty lines of data survive at both ends", "data:\ndata: x\ndata:\n\n", Found.Message("\nx\n")),
        Text("CR ends lines", "data: a\rdata: b\r\r", Found.Message("a\nb")),
        Text("CRLF ends lines", "data: a\r\ndata: b\r\n\r\n", Found.Message("a\nb")),
        Text("mixed line ends", "data: a\rdata: b\ndata: c\r\n\ndata: d\n\r", Found.Message("a\nb\nc"), Found.Message("d")),
        Text("CR then CRLF is two line ends", "data: a\r\r\ndata: b\n\n", Found.Message("a"), Found.Message("b")),
        Text("LF then CR is two line ends", "data: a\n\rdata: b\n\n", Found.Message("a"), Found.Message("b")),
        Text("many blank lines", "\n\n\r\r\n\ndata: x\n\n\n\n\r\n\r\n", Found.Message("x")),
        Text("other separators of Unicode end no line", "data: a\u0085b\u2028c\u000Bd\u000Ce\n\n", Found.Message("a\u0085b\u2028c\u000Bd\u000Ce")),
        Text("a type", "event: price\ndata: 1\n\n", Found.Event("price", "1")),
        Text("type after data", "data: 1\nevent: price\n\n", Found.Event("price", "1")),
        Text("the last type counts", "event: a\nevent: b\ndata: 1\n\n", Found.Event("b", "1")),
        Text("an empty type is message", "event:\ndata: 1\n\n", Found.Message("1")),
        Text("an empty type takes an earlier one back", "event: a\nevent\ndata: 1\n\n", Found.Message("1")),
        Text("the type does not outlive its event", "event: a\ndata: 1\n\ndata: 2\n\n", Found.Event("a", "1"), Found.Message("2")),
        Text("the type does not outlive a block without data", "event: a\n\ndata: 2\n\n", Found.Message("2")),
        Text("an id", "id: 1\ndata: x\n\n", Found.Message("x", "1")),
        Text("an id after the data", "data: x\nid: 1\n\n", Found.Message("x", "1")),
        Text("the id is kept over events", "id: 1\ndata: x\n\ndata: y\n\n", Found.Message("x", "1"), Found.Message("y", "1")),
        Text("an empty id resets", "id: 1\ndata: x\n\nid\ndata: y\n\n", Found.Message("x", "1"), Found.Message("y")),
        Text("an empty id resets without data too", "id: 1\ndata: x\n\nid:\n\ndata: y\n\n", Found.Message("x", "1"), Found.Position(""), Found.Message("y")),
        Text("an id with NUL is ignored", "id: 1\ndata: x\n\nid: 2\0\ndata: y\n\n", Found.Message("x", "1"), Found.Message("y", "1")),
        Text("an id with NUL leaves the block's own id", "id: 1\nid: \0\ndata: x\n\n", Found.Message("x", "1")),
        Text("the last id of a block counts", "id: 1\nid: 2\ndata: x\n\n", Found.Message("x", "2")),
        Text("a block with an id alone commits it", "id: 7\n\ndata: x\n\n", Found.Position("7"), Found.Message("x", "7")),
        Text("an id counts at the blank line only", "id: 1\n: a\n\n: b\n", Found.Comment("a"), Found.Position("1"), Found.Comment("b", "1")),
        Text("an unfinished block's id is discarded", "id: 1\ndata: x\n\nid: 2\ndata: y\n", Found.Message("x", "1")),
        Text("an id of any text", "id: \u00E9/\u4E2D%20 x\ndata: x\n\n", Found.Message("x", "\u00E9/\u4E2D%20 x")),
        Text("an id may begin with a space", "id:  1\ndata: x\n\n", Found.Message("x", " 1")),
        Text("retry", "retry: 1500\n", Found.Retry(1500)),
        Text("retry of zero", "retry:0\n", Found.Retry(0)),
        Text("retry with leading zeros", "retry: 0012\n", Found.Retry(12)),
        Text("retry beyond all numbers", "retry: 99999999999999999999999999\n", Found.Retry(int.MaxValue)),
        Text("retry of anything else is ignored", "retry: 1.5\nretry: -1\nretry: +1\nretry:\nretry\nretry: 1 \nretry:  1\nretry: 12\0\nretry: 1e3\nretry: \u0661\n\n", Nothing),
        Text("retry inside a block", "data: x\nretry: 5\n\n", Found.Retry(5), Found.Message("x")),
        Text("retry counts without a blank line", "retry: 5\ndata: x\n", Found.Retry(5)),
        Text("a comment", ":hello\n", Found.Comment("hello")),
        Text("a comment loses one space", ":  hello\n", Found.Comment(" hello")),
        Text("an empty comment", ":\n\n", Found.Comment("")),
        Text("an empty comment swallows nothing", ":\ndata: x\n\n", Found.Comment(""), Found.Message("x")),
        Text("a comment inside a block", "data: a\n: c\ndata: b\n\n", Found.Comment("c"), Found.Message("a\nb")),
        Text("a comment that looks like a field", ":data: x\n\n", Found.Comment("data: x")),
        Text("unknown fields are ignored", "foo: 1\nfoo\nDATA: x\nData: y\n data: z\ndata : w\ndatax: v\ndat: u\n\n", Nothing),
        Text("NUL is text elsewhere", "event: a\0b\ndata: c\0d\n\n", Found.Event("a\0b", "c\0d")),
        Text("BOM once", "\uFEFFdata: x\n\n", Found.Message("x")),
        Text("a second BOM is a field name", "\uFEFF\uFEFFdata: x\n\n", Nothing),
        Text("BOM later is text", "data: x\n\n\uFEFFdata: y\n\ndata: \uFEFFz\n\n", Found.Message("x"), Found.Message("\uFEFFz")),
        Text("BOM before a blank line", "\uFEFF\ndata: x\n\n", Found.Message("x")),
        Text("BOM alone", "\uFEFF", Nothing),
        Text("an unfinished event is discarded", "data: x\n\ndata: y\n", Found.Message("x")),
        Text("an unfinished line is discarded", "data: x\n\ndata: y", Found.Message("x")),
        Text("an unfinished comment is discarded", ":x", Nothing),
        Text("the standard's stock ticker", "data: YHOO\ndata: +2\ndata: 10\n\n", Found.Message("YHOO\n+2\n10")),
        Text("the standard's four blocks", ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            Found.Comment("test stream"), Found.Message("first event", "1"), Found.Message("second event"), Found.Message(" third event")),
        Text("the standard's empty data", "data\n\ndata\ndata\n\ndata:", Found.Message(""), Found.Message("\n")),
        Text("the standard's two equal events", "data:test\n\ndata: test\n\n", Found.Message("test"), Found.Message("test")),
        Text("any text in data", "data: \u00E9\u4E2D\uD83D\uDE00\n\n", Found.Message("\u00E9\u4E2D\uD83D\uDE00")),
        Bytes("invalid UTF-8 in data", "data: a\u00FFb\n\n", Found.Message("a\uFFFDb")),
        Bytes("a sequence cut by a line end", "data: \u00E4\u00B8\ndata: \u00AD\n\n", Found.Message("\uFFFD\n\uFFFD")),
        Bytes("an overlong NUL is no NUL", "id: \u00C0\u0080\ndata: x\n\n", Found.Message("x", "\uFFFD\uFFFD")),
        Bytes("an overlong LF ends no line", "data: a\u00C0\u008Ab\n\n", Found.Message("a\uFFFD\uFFFDb")),
        Bytes("a surrogate in UTF-8", "data: \u00ED\u00A0\u0080\n\n", Found.Message("\uFFFD\uFFFD\uFFFD")),
        Bytes("invalid UTF-8 in a type", "event: \u0080\ndata: x\n\n", Found.Event("\uFFFD", "x")),
        Bytes("invalid UTF-8 in a comment", ": \u00F0\u009F\n", Found.Comment("\uFFFD")),
        Bytes("half a BOM is text", "\u00EF\u00BBdata: x\n\ndata: y\n\n", Found.Message("y")),
    ];

    public static (byte[] Stream, List<Found> Expected) Case(string rule)
    {
        var (_, stream, expected) = Cases.Single(c => c.Rule.Equals(rule, StringComparison.Ordinal));
        return (stream, expected);
    }

    private static (string, byte[], List<Found>) Text(string rule, string stream, params List<Found> expected) =>
        (rule, Encoding.UTF8.GetBytes(stream), expected);

    private static (string, byte[], List<Found>) Bytes(string rule, string stream, params List<Found> expected) =>
        (rule, Encoding.Latin1.GetBytes(stream), expected);
}
