namespace Sse.Tests.Reading;

public class MessageTests
{
    [Theory]
    [InlineData("AAECAw==", new byte[] { 0, 1, 2, 3 })]
    [InlineData("AAEC\nAw==", new byte[] { 0, 1, 2, 3 })]
    [InlineData("", new byte[0])]
    public void Decodes_base64_over_one_line_or_several(string data, byte[] expected) => Message(data).DecodeBase64().ShouldBe(expected);

    [Theory]
    [InlineData("AAE")]
    [InlineData("####")]
    [InlineData("AA==AA==")]
    public void Names_the_event_whose_data_is_no_base64(string data) =>
        Should.Throw<FormatException>(() => Message(data).DecodeBase64()).Message.ShouldContain("'blob'");

    [Fact]
    public void Says_itself_shortly() => Message("secret").ToString().ShouldBe("blob (6 bytes, id '7')");

    private static SseMessage Message(string data) => new() { Type = "blob", Data = System.Text.Encoding.UTF8.GetBytes(data), LastEventId = "7" };
}
