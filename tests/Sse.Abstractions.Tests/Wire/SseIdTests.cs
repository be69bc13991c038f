namespace Sse.Tests.Wire;

public class SseIdTests
{
    [Theory]
    [InlineData("7\nevent: forged", "U+000A (LF) at index 1")]
    [InlineData("7\rdata: forged", "U+000D (CR) at index 1")]
    [InlineData("\0", "U+0000 (NUL) at index 0")]
    [InlineData("a\tb", "U+0009 at index 1")]
    [InlineData("ab\u0085", "U+0085 at index 2")]
    [InlineData("a{half}", "U+D800 at index 1")]
    public void Refuses_what_would_not_survive_and_names_it(string text, string named)
    {
        text = HostileText.WithHalves(text);
        var error = Should.Throw<ArgumentException>(() => new SseId(text));
        error.Message.ShouldStartWith("id: ");
        error.Message.ShouldContain(named);
        Should.Throw<ArgumentException>(() => { SseId _ = text; });
    }

    [Fact]
    public void Refuses_the_mark_of_a_completed_stream()
    {
        Should.Throw<ArgumentException>(() => new SseId("7~end")).Message.ShouldContain("~end");
        new SseId("7~ended").ToString().ShouldBe("7~ended");
    }

    [Theory]
    [InlineData(" 7")]
    [InlineData("7 ")]
    [InlineData(" ")]
    public void Refuses_blanks_at_its_ends_which_a_header_loses(string text) =>
        Should.Throw<ArgumentException>(() => new SseId(text)).Message.ShouldContain("blank");

    [Fact]
    public void Keeps_blanks_between() => new SseId("a  b").ToString().ShouldBe("a  b");

    [Fact]
    public void Is_bounded_in_bytes_so_that_it_can_come_back()
    {
        new SseId(new string('a', SseId.MaxBytes)).HasValue.ShouldBeTrue();
        Should.Throw<ArgumentException>(() => new SseId(new string('a', SseId.MaxBytes + 1)));
        Should.Throw<ArgumentException>(() => new SseId(new string('é', (SseId.MaxBytes / 2) + 1)));
    }

    [Fact]
    public void None_is_not_the_empty_id()
    {
        SseId none = null;
        none.HasValue.ShouldBeFalse();
        none.ShouldBe(default);
        SseId empty = "";
        empty.HasValue.ShouldBeTrue();
        empty.ShouldNotBe(none);
        Block.Of((ref writer) => writer.WriteId(empty)).ShouldBe("id: \n");
    }

    [Fact]
    public void Writes_whatever_it_admits_on_one_line() => HostileText.Check(text =>
    {
        SseId id;
        try { id = text; }
        catch (ArgumentException) { return true; }
        var read = Block.Read(Block.Of((ref writer) => { writer.WriteId(id); writer.WriteData("x"); writer.EndBlock(); }));
        return read.Count == 1 && read[0].EventId == text && read[0].Data == "x";
    });
}
