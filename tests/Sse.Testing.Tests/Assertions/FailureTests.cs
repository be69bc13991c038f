using System.Net;

namespace Sse.Tests.Assertions;

/// <summary>Each assertion fails when the stream is otherwise, and says what there was.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private readonly SseTestHub<OrderHub> _hub = new(o => (o.Retention.MaxEvents, o.Retention.KeepLatest) = (5, new()), configure: o => o.Patience = TimeSpan.FromSeconds(2));

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Next_of_another_event()
    {
        var stream = await _hub.Subscribe("1");
        _hub.Hub.Topic("1").Publish(new OrderPlaced(1, 2));

        await Fails(stream.Next<OrderPaid>(), "'order-paid' was expected. There came: order-placed of '1' {\"id\":1,\"total\":2}");
    }

    [Fact]
    public async Task Next_of_nothing()
    {
        var stream = await _hub.Subscribe("1");
        _hub.Hub.Topic("1").Publish(new OrderPlaced(1, 2));
        await stream.Next<OrderPlaced>();

        await Fails(stream.Next<OrderPaid>(), "Nothing came for 2 s.", "What the stream has said:", "order-placed of '1' {\"id\":1,\"total\":2}");
    }

    [Fact]
    public async Task Next_at_the_end()
    {
        var stream = await _hub.Subscribe("1");
        _hub.Hub.Topic("1").Disconnect();

        await Fails(stream.Next(), "An event was expected. The stream has ended.");
    }

    [Fact]
    public async Task Exactly_with_another_one_more_and_one_less()
    {
        var stream = await _hub.Subscribe("1");
        for (var id = 1; id <= 3; id++) _hub.Hub.Topic("1").Publish(new OrderPlaced(id, 0));

        await Fails(stream.Exactly(new OrderPlaced(1, 0), new OrderPlaced(7, 0)), "Event 2 of 2 was expected to be OrderPlaced { Id = 7", "There came: order-placed of '1' {\"id\":2");
        await Fails(stream.Exactly(), "Nothing more was expected. There came: order-placed of '1' {\"id\":3");
        await Fails(stream.Exactly(new OrderPlaced(4, 0)), "Nothing came");
    }

    [Fact]
    public async Task Exactly_without_a_hub()
    {
        var stream = await _hub.Subscribe(() => new HttpRequestMessage(HttpMethod.Get, "/?topic=1"));

        (await Should.ThrowAsync<InvalidOperationException>(() => stream.Exactly(new OrderPlaced(1, 0)))).Message.ShouldContain("Next<T>()");
    }

    [Fact]
    public async Task Nothing_where_there_is_an_event()
    {
        var stream = await _hub.Subscribe("1");
        _hub.Hub.Topic("2").Publish(new OrderPlaced(1, 0));
        await stream.Nothing();
        _hub.Hub.Topic("1").Publish(new OrderPlaced(2, 0));

        await Fails(stream.Nothing(), "Nothing more was expected. There came: order-placed of '1' {\"id\":2");
        await stream.Nothing();
    }

    [Fact]
    public async Task Gap_where_there_is_none_or_another()
    {
        for (var id = 0; id < 10; id++) _hub.Hub.Topic("1").Publish(new OrderPlaced(id, 0));
        var first = _hub.Hub.Position;
        for (var id = 0; id < 10; id++) _hub.Hub.Topic("1").Publish(new OrderPlaced(id, 0));

        await Fails((await _hub.Subscribe("1", from: SseStart.Earliest)).Gap(), "A gap was expected. There came: order-placed");
        await Fails((await _hub.Subscribe("1", from: first)).Gap(SseGapReason.OtherEpoch), "A gap (OtherEpoch) was expected. There came: sse-gap {\"reason\":\"Evicted\"");
        (await (await _hub.Subscribe("1", from: first)).Gap(SseGapReason.Evicted)).Reason.ShouldBe(SseGapReason.Evicted);
    }

    [Fact]
    public async Task Snapshot_where_there_is_none()
    {
        var stream = await _hub.Subscribe();
        _hub.Hub.Publish(new Stock("tea", 3));

        await Fails(stream.Snapshot(), "A snapshot was expected. There came: stock {\"item\":\"tea\",\"count\":3}");
    }

    [Fact]
    public async Task Heartbeat_where_there_is_an_event()
    {
        var stream = await _hub.Subscribe();
        _hub.Hub.Publish(new Stock("tea", 3));

        await Fails(stream.Heartbeat(), "A heartbeat was expected. There came: stock");
        await Fails(stream.Heartbeat(), "Nothing came for 2 s.");
    }

    [Fact]
    public async Task Completed_of_one_that_comes_back_and_ended_of_one_that_does_not()
    {
        var comesBack = await _hub.Subscribe("1");
        _hub.Hub.Topic("1").Disconnect();
        await Fails(comesBack.Completed(), "It has ended so that its client comes back.");

        var ends = await _hub.Subscribe("1");
        _hub.Hub.Topic("1").Complete();
        await Fails(ends.Ended(), "It has ended for good.");
    }

    [Fact]
    public async Task Ends_where_there_is_an_event_and_where_it_goes_on()
    {
        var stream = await _hub.Subscribe("1");
        _hub.Hub.Topic("1").Publish(new OrderPlaced(1, 0));

        await Fails(stream.Ended(), "The end of the stream was expected. There came: order-placed");
        await Fails(stream.Completed(), "The end of the stream for good was expected. Nothing came");
        await Fails(stream.Broken(), "The stream to be cut off was expected. Nothing came");
    }

    [Fact]
    public async Task Broken_of_one_that_ends()
    {
        var stream = await _hub.Subscribe("1");
        _hub.Hub.Topic("1").Disconnect();

        await Fails(stream.Broken(), "It has ended as it should.");
    }

    [Fact]
    public async Task What_a_cut_stream_is_asked_for()
    {
        var stream = await _hub.Subscribe("1");
        await stream.Cut();

        (await Should.ThrowAsync<InvalidOperationException>(() => stream.Next())).Message.ShouldContain("Resume");
    }

    [Fact]
    public async Task Refused_of_what_is_not_and_streams_of_what_is()
    {
        await Fails(_hub.Refused("/", HttpStatusCode.Forbidden), "/ was expected to be refused with 403. It was answered with 200.");
        var failure = await Should.ThrowAsync<SseAssertionException>(() => _hub.Subscribe(new string('x', 300)));
        failure.Status.ShouldBe(HttpStatusCode.BadRequest);
        failure.Message.ShouldContain("400");
        await Fails(_hub.Post("/none"), "POST /none was expected. The answer is 404");
    }

    private static async Task Fails(Task assertion, params string[] said)
    {
        var failure = await Should.ThrowAsync<SseAssertionException>(() => assertion);
        foreach (var text in said) failure.Message.ShouldContain(text);
    }
}
