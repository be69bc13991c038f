namespace Sse.Tests.Typed;

public class TopicAddressTests
{
    [Theory]
    [InlineData("https://x/market/{topic}", "ACME", "https://x/market/ACME")]
    [InlineData("https://x/market/{topic}", "a/b \u00E9?#&{topic}", "https://x/market/a%2Fb%20%C3%A9%3F%23%26%7Btopic%7D")]
    [InlineData("https://x/market/{topic}", "a%2Fb", "https://x/market/a%252Fb")]
    [InlineData("https://x/market/{topic}", null, "https://x/market")]
    [InlineData("https://x/{topic}/events", null, "https://x/events")]
    [InlineData("https://x/{topic}", null, "https://x")]
    [InlineData("https://x/market/{topic}?v=1", "ACME", "https://x/market/ACME?v=1")]
    [InlineData("https://x/market/{topic}?v={topic}", "a/b", "https://x/market/a%2Fb?v=a%2Fb")]
    [InlineData("https://x/market/n{topic}", "..", "https://x/market/n..")]
    [InlineData("https://x/market?t={topic}", "..", "https://x/market?t=..")]
    [InlineData("https://x/market", "ACME", "https://x/market?topic=ACME")]
    [InlineData("https://x/market", "..", "https://x/market?topic=..")]
    [InlineData("https://x/market", "A|B", "https://x/market?topic=A&topic=B")]
    [InlineData("https://x/market?v=1", "a&b", "https://x/market?v=1&topic=a%26b")]
    [InlineData("https://x/market?f={a}", "A", "https://x/market?f={a}&topic=A")]
    [InlineData("https://x/market#here", "ACME", "https://x/market?topic=ACME")]
    [InlineData("https://x/{topic}#here", "ACME", "https://x/ACME")]
    [InlineData("https://x/market", null, "https://x/market")]
    [InlineData("market/{topic}", "ACME", "market/ACME")]
    [InlineData("../market/{topic}", "ACME", "../market/ACME")]
    public void Puts_topics_into_their_place_or_the_query(string address, string? topics, string expected) =>
        For(address, topics).OriginalString.ShouldBe(expected);

    [Fact]
    public void A_path_stays_relative_to_the_base_address()
    {
        var address = TopicAddress.For(new Uri("/market/{topic}", UriKind.Relative), "ACME");
        address.IsAbsoluteUri.ShouldBeFalse();
        new Uri(new Uri("https://x/base/"), address).AbsoluteUri.ShouldBe("https://x/market/ACME");
    }

    [Theory]
    [InlineData("https://x/{topic}", "A|B", "one topic")]
    [InlineData("https://x/{topic}", ".", "TopicsFromQuery")]
    [InlineData("https://x/market/{topic}/events?v=1", "..", "TopicsFromQuery")]
    [InlineData("https://x/.{topic}", ".", "TopicsFromQuery")]
    [InlineData("https://x/%2e{topic}", ".", "TopicsFromQuery")]
    [InlineData("https://x/a{topic}/{topic}", ".", "TopicsFromQuery")]
    [InlineData("{topic}", "..", "TopicsFromQuery")]
    [InlineData("https://x/market/{topic?}", "A", "{topic}")]
    [InlineData("https://x/market/{symbol}", "A", "{topic}")]
    [InlineData("https://x/market?t={topic}", null, "without a topic")]
    [InlineData("https://x/market/n{topic}", null, "without a topic")]
    public void Says_what_an_address_can_not_carry(string address, string? topics, string said) =>
        Should.Throw<ArgumentException>(() => For(address, topics)).Message.ShouldContain(said);

    [Fact]
    public void All_topics_are_the_endpoints_choice() =>
        Should.Throw<ArgumentException>(() => TopicAddress.For(new Uri("https://x/{topic}"), SseTopicSelection.All)).Message.ShouldContain("endpoint's choice");

    private static Uri For(string address, string? topics) =>
        TopicAddress.For(new Uri(address, UriKind.RelativeOrAbsolute), topics is null ? default : SseTopicSelection.Of(topics.Split('|')));
}
