namespace Sse.Tests.Hubs;

public class UserTopicTests
{
    public static TheoryData<string> Ids => ["42", "a", "A", "sse-user.42", ".", "..", "a/b", "a%2Fb", "a b", " a", "auth0|5f7", "alice@example.org", "é", "e\u0301", "日本語", "🙂", "~end", new string('x', 247)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_has_one_topic_and_the_topic_that_id(string id)
    {
        var topic = SseUserTopic.NameOf(id);
        SseTopicName.Check(topic).ShouldBeNull();
        SseUserTopic.TryGetUserId(topic, out var found).ShouldBeTrue();
        found.ShouldBe(id);
        SseTopicSelection.User(id).ShouldBe(SseTopicSelection.Of(topic));
        SseUserTopic.IsReserved(topic).ShouldBeTrue();
    }

    [Fact]
    public void No_two_ids_have_one_topic() => Ids.Select(row => SseUserTopic.NameOf(row.Data)).Distinct(StringComparer.Ordinal).Count().ShouldBe(Ids.Count);

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \t", "blank")]
    [InlineData("\u2003", "blank")]
    [InlineData("a\0", "U+0000")]
    [InlineData("a\u0085b", "U+0085")]
    public void What_is_no_id_is_refused(string id, string why) => Should.Throw<SseTopicNameException>(() => SseTopicSelection.User(id)).Message.ShouldContain(why);

    [Fact]
    public void Half_of_a_character_is_refused() => Should.Throw<SseTopicNameException>(() => SseTopicSelection.User("a\ud800")).Message.ShouldContain("surrogate");

    [Fact]
    public void The_longest_id_is_told()
    {
        SseUserTopic.MaxIdBytes.ShouldBe(247);
        Should.Throw<SseTopicNameException>(() => SseUserTopic.NameOf(new string('x', 248))).Message.ShouldContain("247 bytes");
        Should.Throw<SseTopicNameException>(() => SseUserTopic.NameOf(new string('é', 124))).Message.ShouldContain("247 bytes");
        SseUserTopic.NameOf(new string('é', 123)).Length.ShouldBe(132);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("sse-user")]
    [InlineData("sse-user.")]
    [InlineData("sse-user. ")]
    [InlineData("SSE-USER.42")]
    [InlineData("sse-users.42")]
    [InlineData(" sse-user.42")]
    public void Other_topics_are_nobodys(string topic)
    {
        SseUserTopic.TryGetUserId(topic, out var id).ShouldBeFalse();
        id.ShouldBeNull();
    }
}
