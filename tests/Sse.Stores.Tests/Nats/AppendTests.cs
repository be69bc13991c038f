using Sse.Nats;

namespace Sse.Tests.Nats;

/// <summary>What is appended, read back by another process.</summary>
public sealed class AppendTests(NatsServerFixture server) : IClassFixture<NatsServerFixture>
{
    private const int VersionAt = 3;

    [Fact]
    public async Task What_is_appended_is_what_another_process_reads()
    {
        await using var log = new NatsLog(server.Url, "same");
        await log.CreateAsync();
        var (store, other) = (log.Store(), log.Store());
        var epoch = (await store.OpenAsync()).Epoch;
        StoreRecord[] records =
        [
            Records.Event("first"),
            Records.Event("second", "a.b", "*", ">", " ", "%", "~", "/", "K\u00f6ln", new string('x', 256)),
            Records.Event("no key", "t") with { IsKeyed = true },
            Records.Event("key", "t") with { IsKeyed = true, Key = new byte[] { 0, 255 }, Kind = StoreRecordKind.Removal },
            Records.Event("later kind") with { Kind = (StoreRecordKind)77 },
            Records.Completion("t", "u"),
        ];
        var batch = Records.Batch(records);
        var places = await store.AppendAsync(batch);

        (await other.OpenAsync()).Epoch.ShouldBe(epoch);
        var read = await other.TailToEndAsync(new StoredPlace(epoch, 0, null));
        read.Select(record => record.Position).ShouldBe(places);
        read.ShouldAllBe(record => record.Tag == batch.Tag && record.Batch == batch.Id);
        for (var i = 0; i < records.Length; i++)
        {
            (read[i].Kind, read[i].At, read[i].IsKeyed).ShouldBe((records[i].Kind, records[i].At, records[i].IsKeyed));
            read[i].Topics.ShouldBe(records[i].Topics);
            read[i].Key.ToArray().ShouldBe(records[i].Key.ToArray());
            read[i].Frame.ToArray().ShouldBe(records[i].Frame.ToArray());
        }
        (await other.GetNewestAsync(TestContext.Current.CancellationToken)).ShouldBe(new StoredPlace(epoch, places[^1], batch.Tag));
    }

    [Fact]
    public async Task A_batch_in_doubt_is_appended_once_whoever_tries()
    {
        await using var log = new NatsLog(server.Url, "doubt");
        await log.CreateAsync();
        var (store, other) = (log.Store(), log.Store());
        var epoch = (await store.OpenAsync()).Epoch;
        await other.OpenAsync();
        var batch = Records.Batch(Records.Event("1"), Records.Event("2"));
        var answers = await Task.WhenAll(store.AppendAsync(batch), other.AppendAsync(batch), store.AppendAsync(Records.Batch(Records.Event("3"))));

        answers[0].ShouldBe(answers[1]);
        (await store.AppendAsync(batch)).ShouldBe(answers[0]);
        (await store.TailToEndAsync(new StoredPlace(epoch, 0, null))).Select(Records.Text).ShouldBe(["1", "2", "3"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_batch_that_is_too_large_for_a_message_is_appended_once_and_in_order()
    {
        await using var log = new NatsLog(server.Url, "large");
        await log.CreateAsync();
        var store = log.Store();
        var epoch = (await store.OpenAsync()).Epoch;
        var batch = Records.Batch([.. Enumerable.Range(0, 40).Select(i => Records.Event($"{i} {new string('x', 100_000)}"))]);
        var places = await store.AppendAsync(batch);
        (await store.AppendAsync(batch)).ShouldBe(places);

        places.ShouldBeInOrder();
        places.Select(Places.SequenceOf).Distinct().Count().ShouldBeGreaterThan(4);
        var read = await store.TailToEndAsync(new StoredPlace(epoch, 0, null));
        read.Select(record => record.Position).ShouldBe(places);
        read.Select(Records.Text).ShouldBe(batch.Records.Select(Records.Text));
        read.Select(record => record.Tag).Distinct().ShouldBe([batch.Tag]);
        // Each message counts as a batch of its own: of a batch that is interrupted by another's nothing is taken for a repetition.
        read.GroupBy(record => record.Batch).ShouldAllBe(part => part.Select(record => Places.SequenceOf(record.Position)).Distinct().Count() == 1);
    }

    [Fact]
    public async Task A_record_that_fits_in_no_message_holds_nobody_up()
    {
        await using var log = new NatsLog(server.Url, "toolarge");
        await log.CreateAsync();
        var store = log.Store();
        await store.OpenAsync();
        var places = await store.AppendAsync(Records.Batch(Records.Event("1"), Records.Event(new string('x', 1 << 20)), Records.Event("2")));
        places.Select(place => place > 0).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task Reading_begins_behind_any_place()
    {
        await using var log = new NatsLog(server.Url, "any");
        await log.CreateAsync();
        var store = log.Store();
        var epoch = (await store.OpenAsync()).Epoch;
        var all = new List<(long Place, string Tag)>();
        for (var i = 0; i < 20; i++)
        {
            var batch = Records.Batch([.. Enumerable.Range(0, 1 + i % 3).Select(j => Records.Event($"{i}.{j}"))]);
            all.AddRange((await store.AppendAsync(batch)).Select(place => (place, batch.Tag)));
        }
        for (var i = 0; i < all.Count; i++)
        {
            var rest = all.Skip(i + 1).Select(place => place.Place).ToList();
            (await store.TailToEndAsync(new StoredPlace(epoch, all[i].Place, all[i].Tag))).Select(record => record.Position).ShouldBe(rest);
            (await store.ReadAsync(all[i].Place, 5, TestContext.Current.CancellationToken)).Select(record => record.Position).ShouldBe(rest.Take(5));
        }
    }

    [Fact]
    public async Task What_others_publish_to_the_log_is_passed_over()
    {
        await using var log = new NatsLog(server.Url, "strange");
        await log.CreateAsync();
        var store = log.Store();
        var epoch = (await store.OpenAsync()).Epoch;
        await store.AppendAsync(Records.Batch(Records.Event("1")));
        var good = Packed(Records.Event("x", "t"));
        byte[][] bodies = [[], [1], "SSE"u8.ToArray(), "hello, is anybody there?"u8.ToArray(), good[..^1], [.. good, 0], .. Enumerable.Range(0, good.Length).Where(i => i != VersionAt).Select(i => Changed(good, i))];
        foreach (var body in bodies) (await log.JetStream().PublishAsync(log.Names.Subject, body)).Error.ShouldBeNull();
        await store.AppendAsync(Records.Batch(Records.Event("2")));

        var read = await store.TailToEndAsync(new StoredPlace(epoch, 0, null));
        var texts = read.Where(record => record.Batch is not null && record.Kind == StoreRecordKind.Event).Select(Records.Text).ToList();
        (texts[0], texts[^1]).ShouldBe(("1", "2"));
        read.Select(record => record.Position).ShouldBeInOrder();
        read.Count(record => record.Kind == (StoreRecordKind)int.MaxValue).ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task What_a_later_version_wrote_waits_for_the_update()
    {
        await using var log = new NatsLog(server.Url, "later");
        await log.CreateAsync();
        var store = log.Store();
        await store.OpenAsync();
        await log.JetStream().PublishAsync(log.Names.Subject, Changed(Packed(Records.Event("x")), VersionAt));
        (await Should.ThrowAsync<SseStoreException>(async () => await store.OpenAsync())).Message.ShouldContain("Update this node");
    }

    private static byte[] Packed(StoreRecord record)
    {
        var writer = new MessageWriter();
        writer.Pack(record);
        writer.Add(record.Kind);
        return writer.Take(Guid.NewGuid());
    }

    private static byte[] Changed(byte[] body, int at)
    {
        var changed = body.ToArray();
        changed[at] ^= 0xFF;
        return changed;
    }
}
