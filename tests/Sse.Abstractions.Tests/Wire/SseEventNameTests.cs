namespace Sse.Tests.Wire;

public class SseEventNameTests
{
    [Theory]
    [InlineData("", "at least one character")]
    [InlineData("a\nid: 7", "U+000A (LF) at index 1")]
    [InlineData("a\r\ndata: x", "U+000D (CR) at index 1")]
    [InlineData("a\0", "U+0000 (NUL) at index 1")]
    [InlineData("\u007F", "U+007F at index 0")]
    [InlineData("{half}", "U+D800 at index 0")]
    [InlineData("sse-gap", "reserved")]
    public void Refuses_what_would_break_its_line_and_names_it(string text, string named)
    {
        text = HostileText.WithHalves(text);
        var error = Should.Throw<ArgumentException>(() => new SseEventName(text));
        error.Message.ShouldStartWith("event: ");
        error.Message.ShouldContain(named);
    }

    [Fact]
    public void Nothing_said_is_message()
    {
        SseEventName none = null;
        none.ToString().ShouldBe("message");
        none.ShouldBe(new SseEventName("message"));
        none.ShouldNotBe(new SseEventName("Message"));
    }

    [Fact]
    public void Writes_whatever_it_admits_on_one_line() => HostileText.Check(text =>
    {
        SseEventName name;
        try { name = text; }
        catch (ArgumentException) { return true; }
        var read = Block.Read(Block.Of((ref writer) => { writer.WriteEvent(name); writer.WriteData("x"); writer.EndBlock(); }));
        return read.Count == 1 && read[0].EventType == text && read[0].Data == "x";
    });
}
