namespace Sse.Tests.Hubs;

public class TopicSelectionTests
{
    [Fact]
    public void Names_given_twice_count_once()
    {
        SseTopicSelection selection = ["a", "b", "a"];
        selection.ShouldBe(["a", "b"]);
        selection.ShouldBe(SseTopicSelection.Of("a", "b"));
        SseTopicSelection.Of("a", "a").ShouldBe(SseTopicSelection.Of("a"));
    }

    [Fact]
    public void None_and_all_name_no_topic_and_are_not_the_same()
    {
        SseTopicSelection.None.Count.ShouldBe(0);
        SseTopicSelection.All.Count.ShouldBe(0);
        (SseTopicSelection.All == SseTopicSelection.None).ShouldBeFalse();
        SseTopicSelection.Of([]).ShouldBe(SseTopicSelection.None);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    [InlineData("a\u0085")]
    public void Refuses_what_is_no_topic_name(string name)
    {
        Should.Throw<ArgumentException>(() => SseTopicSelection.Of(name));
        Should.Throw<ArgumentException>(() => SseTopicSelection.Of("good", name));
    }

    [Fact]
    public void Refuses_a_lone_surrogate() => Should.Throw<ArgumentException>(() => SseTopicSelection.Of("a\ud800"));

    [Fact]
    public void A_topic_name_has_at_most_256_bytes_of_utf8()
    {
        SseTopicSelection.Of(new string('x', 256)).Count.ShouldBe(1);
        SseTopicSelection.Of(new string('ü', 128)).Count.ShouldBe(1);
        Should.Throw<ArgumentException>(() => SseTopicSelection.Of(new string('x', 257)));
        Should.Throw<ArgumentException>(() => SseTopicSelection.Of(new string('ü', 129)));
    }

    [Fact]
    public void One_topic_costs_no_allocation()
    {
        const string Name = "ACME";
        for (var i = 0; i < 100; i++) SseTopicSelection.Of(Name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) SseTopicSelection.Of(Name);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
