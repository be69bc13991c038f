using System.Globalization;
using System.Text;

namespace Sse.Tests.Wire;

public class SseFieldsTests
{
    [Theory]
    [InlineData("plain", "data: plain\n")]
    [InlineData("", "data: \n")]
    [InlineData(" leading", "data:  leading\n")]
    [InlineData("trailing ", "data: trailing \n")]
    [InlineData("a\nb", "data: a\ndata: b\n")]
    [InlineData("a\rb", "data: a\ndata: b\n")]
    [InlineData("a\r\nb", "data: a\ndata: b\n")]
    [InlineData("a\n\rb", "data: a\ndata: \ndata: b\n")]
    [InlineData("a\n", "data: a\ndata: \n")]
    [InlineData("\n", "data: \ndata: \n")]
    [InlineData(": no comment", "data: : no comment\n")]
    [InlineData("a\0b", "data: a\0b\n")]
    [InlineData("é漢😀\u2028", "data: é漢😀\u2028\n")]
    public void Splits_data_at_every_line_end(string text, string expected)
    {
        Block.Of((ref writer) => writer.WriteData(text)).ShouldBe(expected);
        Block.Of((ref writer) => writer.WriteData(Encoding.UTF8.GetBytes(text))).ShouldBe(expected);
    }

    [Fact]
    public void Data_of_any_text_comes_back_as_the_standard_normalises_it() => HostileText.Check(text =>
        ComesBack(text, Block.Of((ref writer) => { writer.WriteData(text); writer.EndBlock(); }))
        && ComesBack(text, Block.Of((ref writer) => { writer.WriteData(Encoding.UTF8.GetBytes(text)); writer.EndBlock(); })));

    [Fact]
    public void A_writer_that_does_not_split_is_found_out() =>
        Should.Throw<Exception>(() => HostileText.Check(text => ComesBack(text, $"data: {text}\n\n")));

    [Fact]
    public void A_comment_of_any_text_is_no_field() => HostileText.Check(text =>
    {
        var wire = Block.Of((ref writer) =>
        {
            writer.WriteComment(text);
            writer.WriteData("after");
            writer.EndBlock();
        });
        var read = Block.Read(wire);
        return read.Count == 1 && read[0].Data == "after" && read[0].EventType == "message" && read[0].EventId is null && read[0].ReconnectionInterval is null;
    });

    [Theory]
    [InlineData("", ": \n")]
    [InlineData("a\r\ndata: b\rid: 7\nevent: x", ": a\n: data: b\n: id: 7\n: event: x\n")]
    public void Splits_a_comment_like_data(string text, string expected) =>
        Block.Of((ref writer) => writer.WriteComment(text)).ShouldBe(expected);

    [Fact]
    public void Keeps_a_long_text_whole_wherever_its_chunks_end()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat("😀é", 400));
            Block.Of((ref writer) => writer.WriteData(text)).ShouldBe($"data: {text}\n");
        }
    }

    [Theory]
    [InlineData("{half}", 0)]
    [InlineData("ab{half}c", 2)]
    [InlineData("line\nab{half}", 2)]
    public void Refuses_half_of_a_surrogate_pair_by_name(string text, int index)
    {
        text = HostileText.WithHalves(text);
        Should.Throw<ArgumentException>(() => Block.Of((ref writer) => writer.WriteData(text))).Message.ShouldStartWith($"data: the character U+D800 at index {index}");
        Should.Throw<ArgumentException>(() => Block.Of((ref writer) => writer.WriteComment(text))).Message.ShouldStartWith("comment: ");
    }

    [Fact]
    public void Refuses_bytes_that_are_not_utf8() =>
        Should.Throw<ArgumentException>(() => Block.Of((ref writer) => writer.WriteData([0x61, 0xC3]))).Message.ShouldStartWith("data: ");

    [Theory]
    [InlineData(0, "retry: 0\n")]
    [InlineData(1_500, "retry: 1500\n")]
    [InlineData(1.9, "retry: 1\n")]
    [InlineData(86_400_000, "retry: 86400000\n")]
    public void Writes_retry_in_whole_milliseconds_under_any_culture(double milliseconds, string expected)
    {
        var hostile = (CultureInfo)CultureInfo.GetCultureInfo("de-CH").Clone();
        hostile.NumberFormat.NegativeSign = "minus";
        hostile.NumberFormat.NumberGroupSeparator = "'";
        hostile.NumberFormat.NumberDecimalSeparator = ",";
        foreach (var culture in new[] { CultureInfo.InvariantCulture, hostile, CultureInfo.GetCultureInfo("ar-SA"), CultureInfo.GetCultureInfo("fa-IR") })
        {
            CultureInfo.CurrentCulture = culture;
            Block.Of((ref writer) => writer.WriteRetry(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)))).ShouldBe(expected);
        }
    }

    [Fact]
    public void Refuses_a_negative_retry() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Block.Of((ref writer) => writer.WriteRetry(TimeSpan.FromMilliseconds(-1)))).Message.ShouldStartWith("retry: ");

    [Fact]
    public void Writes_no_line_for_what_there_is_not() => Block.Of((ref writer) =>
    {
        writer.WriteId(default);
        writer.WriteRetry(null);
        writer.WriteEvent(default);
        writer.WriteEvent("message");
    }).ShouldBeEmpty();

    private static bool ComesBack(string text, string wire)
    {
        var read = Block.Read(wire);
        return read.Count == 1 && read[0].Data == Block.Normalised(text) && read[0].EventType == "message" && read[0].EventId is null;
    }
}
