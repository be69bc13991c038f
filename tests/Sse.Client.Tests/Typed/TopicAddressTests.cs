namespace Sse.Tests.Typed;

public class TopicAddressTests
{
    [Theory]
    [InlineData("https://x/market/{topic}", "ACME", "https://x/market/ACME")]
    [InlineData("https://x/market/{topic}", "a/b \u00E9?#&{topic}", "https://x/market/a%2Fb%20%C3%A9%3F%23%26%7Btopic%7D")]
    [InlineData("https://x/market/{topic}", null, "https://x/market")]
    [InlineData("https://x/{topic}/events", null, "https://x/events")]
    [InlineData("https://x/market/{topic}?v=1", "ACME", "https://x/market/ACME?v=1")]
    [InlineData("https://x/market", "ACME", "https://x/market?topic=ACME")]
    [InlineData("https://x/market", "A|B", "https://x/market?topic=A&topic=B")]
    [InlineData("https://x/market?v=1", "a&b", "https://x/market?v=1&topic=a%26b")]
    [InlineData("https://x/market", null, "https://x/market")]
    [InlineData("market/{topic}", "ACME", "market/ACME")]
    public void Puts_topics_into_their_place_or_the_query(string address, string? topics, string expected) =>
        TopicAddress.For(new Uri(address, UriKind.RelativeOrAbsolute), topics is null ? default : SseTopicSelection.Of(topics.Split('|')))
            .OriginalString.ShouldBe(expected);

    [Fact]
    public void Says_what_an_address_can_not_carry()
    {
        var address = new Uri("https://x/{topic}");
        Should.Throw<ArgumentException>(() => TopicAddress.For(address, SseTopicSelection.Of("A", "B"))).Message.ShouldContain("one topic");
        Should.Throw<ArgumentException>(() => TopicAddress.For(address, SseTopicSelection.All)).Message.ShouldContain("endpoint's choice");
    }
}
