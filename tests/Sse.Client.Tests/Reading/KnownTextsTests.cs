using System.Text;

namespace Sse.Tests.Reading;

public class KnownTextsTests
{
    [Fact]
    public void What_comes_again_is_the_same_string_until_sixteen_others_came()
    {
        var texts = new KnownTexts();
        var first = texts.Get("0"u8);
        for (var i = 1; i < 16; i++) texts.Get(Encoding.UTF8.GetBytes($"{i}"));
        texts.Get("0"u8).ShouldBeSameAs(first);
        texts.Get("16"u8).ShouldBe("16");
        texts.Get("0"u8).ShouldNotBeSameAs(first);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    [InlineData(4 * 1024 * 1024, false)]
    public void Long_ones_are_not_kept(int length, bool kept)
    {
        var texts = new KnownTexts();
        var utf8 = new byte[length];
        utf8.AsSpan().Fill((byte)'x');
        ReferenceEquals(texts.Get(utf8), texts.Get(utf8)).ShouldBe(kept);
        texts.Get(utf8).Length.ShouldBe(length);
    }
}
