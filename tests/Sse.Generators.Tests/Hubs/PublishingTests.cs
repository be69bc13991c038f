using System.Reflection;
using Sse.Tests.Harness;

namespace Sse.Tests.Hubs;

public sealed class PublishingTests : IDisposable
{
    private const string Price = "event: price\ndata: {\"symbol\":\"ACME\",\"price\":12.5}\n\n";
    private const string Halt = "event: halted\ndata: {\"symbol\":\"ACME\"}\n\n";

    private static readonly SseTopicSelection Several = SseTopicSelection.Of("a", "b");

    private readonly RecordingCore _core = new();
    private readonly MarketHub _hub;

    public PublishingTests() => _hub = Create<MarketHub>(_core);

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Each_event_has_its_overload_on_the_hub()
    {
        _hub.Publish(new PriceChanged("ACME", 12.5m));
        (await _hub.PublishAsync(new Halted("ACME"), TestContext.Current.CancellationToken)).ShouldBe(new SsePosition("test", 2));
        _core.Calls.ShouldBe(["hub " + Price, "hub " + Halt]);
    }

    [Fact]
    public async Task Each_event_has_its_overload_on_a_topic_and_on_several()
    {
        var topic = _hub.Topic("ACME");
        topic.Publish(new PriceChanged("ACME", 12.5m));
        (await topic.PublishAsync(new Halted("ACME"), TestContext.Current.CancellationToken)).Sequence.ShouldBe(2);
        _hub.Topics(["a", "b"]).Publish(new Halted("ACME"));
        await _hub.Topics(Several).PublishAsync(new PriceChanged("ACME", 12.5m), TestContext.Current.CancellationToken);
        _core.Calls.ShouldBe(["ACME " + Price, "ACME " + Halt, "a+b " + Halt, "a+b " + Price]);
    }

    [Fact]
    public async Task A_user_has_a_topic_that_is_theirs()
    {
        _hub.User("42").Publish(new PriceChanged("ACME", 12.5m));
        await _hub.User("ACME").PublishAsync(new Halted("ACME"), TestContext.Current.CancellationToken);
        _hub.User("42").Complete();
        _core.Calls.ShouldBe(["sse-user.42 " + Price, "sse-user.ACME " + Halt, "complete sse-user.42"]);
        typeof(MarketHub).GetMethod("User")!.ReturnType.ShouldBe(typeof(MarketHub).GetMethod("Topic")!.ReturnType);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\nb")]
    public void An_id_that_is_none_is_refused_rather_than_told_to_everyone(string id) =>
        Should.Throw<SseTopicNameException>(() => _hub.User(id)).ParamName.ShouldBe("userId");

    [Fact]
    public void A_publisher_completes_counts_and_disconnects_its_own_topics()
    {
        var topics = _hub.Topics(Several);
        topics.Complete();
        topics.SubscriberCount.ShouldBe(2);
        topics.Disconnect(_ => true).ShouldBe(3);
        topics.Disconnect(forGood: true).ShouldBe(3);
        _hub.Topic("c").SubscriberCount.ShouldBe(1);
        _hub.SubscriberCount.ShouldBe(7);
        _core.Calls.ShouldBe(["complete a+b", "disconnect a+b", "disconnect a+b for good"]);
    }

    [Fact]
    public void No_topics_at_all_are_refused_rather_than_told_to_everyone()
    {
        Should.Throw<ArgumentException>(() => _hub.Topics([])).ParamName.ShouldBe("topics");
        Should.Throw<ArgumentException>(() => _hub.Topics(SseTopicSelection.All)).ParamName.ShouldBe("topics");
        Should.Throw<ArgumentException>(() => _hub.Topic("")).ParamName.ShouldBe("topic");
        Should.Throw<ArgumentException>(() => _hub.Topic("a\nb"));
    }

    [Fact]
    public void A_publisher_that_no_hub_gave_says_so() =>
        Should.Throw<InvalidOperationException>(() => default(MarketHub.Publisher).Publish(new Halted("ACME"))).Message.ShouldContain("default");

    [Fact]
    public void A_publisher_is_made_without_an_allocation()
    {
        Take();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Take();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Take()
        {
            _ = _hub.Topic("ACME").SubscriberCount;
            _ = _hub.Topics(Several).SubscriberCount;
        }
    }

    [Fact]
    public void Where_topics_are_required_the_hub_itself_publishes_nothing()
    {
        Overloads(typeof(UserHub)).ShouldBeEmpty();
        Overloads(typeof(UserHub.Publisher)).ShouldBe(["Publish PriceChanged", "PublishAsync PriceChanged"]);
        Create<UserHub>(_core).Topic("ada").Publish(new PriceChanged("ACME", 12.5m));
        _core.Calls.ShouldBe(["ada " + Price]);
    }

    [Fact]
    public void Where_there_are_no_topics_only_the_hub_publishes()
    {
        Overloads(typeof(AuditHub)).ShouldBe(["Publish PriceChanged", "PublishAsync PriceChanged"]);
        Create<AuditHub>(_core).Publish(new Audited { Who = "ada" });
        _core.Calls.ShouldBe(["hub event: audited\ndata: {\"who\":\"ada\"}\n\n"]);
        typeof(AuditHub).GetMethods().Select(method => method.Name).ShouldNotContain("Topic");
        typeof(AuditHub).GetNestedTypes().ShouldBeEmpty();
    }

    [Fact]
    public void A_hub_is_made_over_a_core_alone_and_takes_it_along()
    {
        typeof(MarketHub).GetConstructors().ShouldBeEmpty();
        typeof(MarketHub).IsSealed.ShouldBeTrue();
        Create<UserHub>(_core).Dispose();
        _core.Calls.ShouldBe(["dispose"]);
        Should.Throw<ArgumentNullException>(() => Create<MarketHub>(null!));
    }

    [Fact]
    public void Null_is_refused_before_anything_is_appended()
    {
        PriceChanged nothing = null!;
        Should.Throw<ArgumentNullException>(() => _hub.Publish(nothing)).ParamName.ShouldBe("value");
        _core.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_late_bound_call_publishes_is_checked_too()
    {
        var forbidden = typeof(MarketHub).GetMethod(nameof(MarketHub.Publish), [typeof(object)])!;
        Should.Throw<NotSupportedException>(() => forbidden.Invoke(_hub, BindingFlags.DoNotWrapExceptions, null, ["text"], null)).Message.ShouldContain("PriceChanged, Halted");
    }

    internal static THub Create<THub>(SseHubCore core)
        where THub : SseHub, ISseHub<THub> => THub.Create(core);

    private static string[] Overloads(Type publisher) =>
        [.. publisher.GetMethods()
            .Where(method => method.Name.StartsWith("Publish", StringComparison.Ordinal) && !method.IsDefined(typeof(ObsoleteAttribute)))
            .Select(method => $"{method.Name} {method.GetParameters()[0].ParameterType.Name}").Order(StringComparer.Ordinal)];
}
