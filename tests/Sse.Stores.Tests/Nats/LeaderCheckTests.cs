using Microsoft.Extensions.Logging.Abstractions;
using Sse.Nats;

namespace Sse.Tests.Nats;

/// <summary>Three servers, of which one gives other messages than the leader has.</summary>
public sealed class LeaderCheckTests : IAsyncLifetime
{
    private NatsServers? _servers;
    private NatsLog? _log;

    private NatsLog Log => _log!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _servers = await NatsServers.StartAsync(3);
        _log = new NatsLog(_servers.Url, "log");
        await _log.CreateAsync(replicas: 3);
    }

    [Fact]
    public async Task A_message_and_a_place_are_the_leaders_or_not()
    {
        var streams = new LogStreams(Log.Connect(), Log.Names);
        var leader = new LeaderCheck(streams);
        var epoch = (await Log.Store().OpenAsync()).Epoch;
        var batch = Records.Batch(Records.Event("1"), Records.Event("2"));
        var second = (await Log.Store().AppendAsync(batch))[1];
        await Log.Store().AppendAsync(Records.Batch(Records.Event("3")));
        await streams.GetLogAsync(Cancellation);
        var own = (await streams.GetMessageAsync(1, Cancellation))!.Value;
        var other = (await streams.GetMessageAsync(2, Cancellation))!.Value;

        await leader.ConfirmAsync(own, Cancellation);
        await Should.ThrowAsync<IOException>(() => leader.ConfirmAsync(other with { Sequence = 1 }, Cancellation));
        await Should.ThrowAsync<IOException>(() => leader.ConfirmAsync(own with { Sequence = 3 }, Cancellation));
        (await leader.HasAsync(new StoredPlace(epoch, second, batch.Tag), Cancellation)).ShouldBeTrue();
        (await leader.HasAsync(new StoredPlace(epoch, second, "another"), Cancellation)).ShouldBeFalse();
        (await leader.HasAsync(new StoredPlace(epoch, second + 1, batch.Tag), Cancellation)).ShouldBeFalse("the message has two records");

        await streams.PurgeAsync(before: 2, Cancellation);
        await leader.ConfirmAsync(other with { Sequence = 1 }, Cancellation);
        (await leader.HasAsync(new StoredPlace(epoch, second, "another"), Cancellation)).ShouldBeTrue("it is gone");
    }

    [Fact]
    public async Task Nothing_is_taken_that_the_leader_does_not_have()
    {
        await using var another = new NatsLog(_servers!.Url, "another");
        await another.CreateAsync(replicas: 3);
        var connection = OtherLeader.Over(Log.Connect(), Log.Names.Stream, another.Names.Stream);
        var store = new NatsLogStore(connection, Log.Names, 100_000, TimeProvider.System, NullLogger.Instance);
        var start = new StoredPlace((await store.OpenAsync()).Epoch, 0, Tag: null);
        await another.Store().AppendAsync(Records.Batch(Records.Event("other")));
        await Log.Store().AppendAsync(Records.Batch(Records.Event("1")));
        (await store.TailToEndAsync(start)).Select(Records.Text).ShouldBe(["1"]);

        // The tail is open when the leader turns out to be another, as after an election.
        await using var tail = store.TailAsync(start, Cancellation).GetAsyncEnumerator(Cancellation);
        (await tail.MoveNextAsync().Bounded()).ShouldBeTrue();
        tail.Current.Select(Records.Text).ShouldBe(["1"]);
        (await tail.MoveNextAsync().Bounded()).ShouldBeTrue();
        tail.Current.ShouldBeEmpty();
        ((OtherLeader)connection).IsOn = true;
        await another.Store().AppendAsync(Records.Batch(Records.Event("other")));
        await Log.Store().AppendAsync(Records.Batch(Records.Event("2")));
        await Should.ThrowAsync<IOException>(async () => await tail.MoveNextAsync().Bounded());
        await Should.ThrowAsync<IOException>(() => store.TailToEndAsync(start));
        await Should.ThrowAsync<IOException>(async () => await store.ReadAsync(0, 10, Cancellation));

        ((OtherLeader)connection).IsOn = false;
        (await store.TailToEndAsync(start)).Select(Records.Text).ShouldBe(["1", "2"]);
        (await store.ReadAsync(0, 10, Cancellation)).Select(Records.Text).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void What_does_not_come_next_is_not_taken()
    {
        var purged = new PurgedByUs { FirstAtOpening = 5 };
        var place = new TailPlace(new StoredPlace("e", 0, Tag: null), purged);
        place.Take(5, []).ShouldNotBeNull();
        place.Take(7, []).ShouldBeNull();
        place.IsMissed(7).ShouldBeTrue();
        place.Take(6, []).ShouldNotBeNull("it is only later");
        purged.UpTo = 8;
        place.Take(9, []).ShouldNotBeNull("what this process let go isn't missed");
        new TailPlace(new StoredPlace("e", 0, Tag: null), purged).Take(10, []).ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        if (_log is not null) await _log.DisposeAsync();
        if (_servers is not null) await _servers.DisposeAsync();
    }
}
