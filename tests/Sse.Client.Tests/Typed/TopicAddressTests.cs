namespace Sse.Tests.Typed;

public class TopicAddressTests
{
    public static TheoryData<string, string?, string> Addresses => [.. ClientCases.Addresses];

    public static TheoryData<string, string?, string> ImpossibleAddresses => [.. ClientCases.ImpossibleAddresses];

    [Theory]
    [MemberData(nameof(Addresses))]
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
    [MemberData(nameof(ImpossibleAddresses))]
    public void Says_what_an_address_can_not_carry(string address, string? topics, string said) =>
        Should.Throw<ArgumentException>(() => For(address, topics)).Message.ShouldContain(said);

    [Fact]
    public void All_topics_are_the_endpoints_choice() =>
        Should.Throw<ArgumentException>(() => TopicAddress.For(new Uri("https://x/{topic}"), SseTopicSelection.All)).Message.ShouldContain("endpoint's choice");

    private static Uri For(string address, string? topics) =>
        TopicAddress.For(new Uri(address, UriKind.RelativeOrAbsolute), topics is null ? default : SseTopicSelection.Of(topics.Split('|')));
}
