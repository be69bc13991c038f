namespace Sse.Stores.Contract;

/// <summary>
/// The log is restored from an older copy: places are given out again, and never to be taken for what they were. For engines
/// whose <see cref="TestedLog.CopyAsync"/> and <see cref="TestedLog.RestoreAsync"/> can.
/// </summary>
public abstract class RestoredContract : StoreContract
{
    [Fact]
    public async Task A_place_that_is_given_out_again_isnt_the_one_that_was_known()
    {
        var (copied, lost) = await CopyAndLoseAsync();
        await Log.RestoreAsync();
        var store = await OpenAsync();

        Check.That(store.Opened.Newest == copied.Position || store.Opened.Epoch != copied.Epoch, $"A log that was restored ends where the copy did, at {copied.Position}, or has another epoch: it ended at {store.Opened.Newest}.");
        await IsReplacedAsync(store, lost, "A place that the copy didn't have");
        for (var i = 0; i < 10; i++)
        {
            await store.AppendAsync(Records.Event(Records.TextOf(20 + i), "t"));
            await IsReplacedAsync(store, lost, $"A place that the copy didn't have, after {i + 1} more records,");
        }
        if (store.Opened.Epoch == copied.Epoch)
            Check.Same(Enumerable.Range(20, 10), Records.NumbersOf(await store.TailAllAsync(copied)), "A place that the copy had goes on with what was appended after the restore.");
    }

    [Fact]
    public async Task A_store_that_is_open_meanwhile_says_so()
    {
        if (!Log.IsShared) Assert.Skip("The log is open in one process: nothing can be restored meanwhile.");
        var (copied, _) = await CopyAndLoseAsync();
        var store = await OpenAsync();
        var known = await store.NewestAsync();
        await Log.RestoreAsync();
        var newest = await RetryAsync(store.NewestAsync);
        Check.That(newest.Epoch != known.Epoch || newest.Position < known.Position, $"GetNewestAsync asks the engine: after a restore it knows {newest.Position}, where the copy had {copied.Position}.");
        await IsReplacedAsync(store, known, "A place that the copy didn't have");

        // Up to the place again, by somebody else.
        var other = await OpenAsync();
        for (var i = 0; i < 10; i++) await other.AppendAsync(Records.Event("x", "t"));
        await IsReplacedAsync(store, known, "A place that the copy didn't have, after as many records,");
    }

    [Fact]
    public async Task No_id_is_ever_given_to_another_event()
    {
        SsePosition copied, lost;
        await using (var node = await StartNodeAsync())
        {
            copied = await node.Hub.PublishAsync(new Number(1)).Bounded("PublishAsync");
            await node.StopAsync();
        }
        await Log.CopyAsync();
        await using (var node = await StartNodeAsync())
        {
            lost = await node.Hub.PublishAsync(new Number(2)).Bounded("PublishAsync");
            await node.StopAsync();
        }
        await Log.RestoreAsync();
        var again = await StartNodeAsync();
        var other = await again.Hub.PublishAsync(new Number(3)).Bounded("PublishAsync");

        Check.That(other != lost, $"An event that follows a restore has another id than the one that was lost: both were {lost}.");
        var told = await again.ReadAsync(default, lost);
        Check.Equal(SseGapReason.OtherEpoch, (told[0].Event as SseGap)?.Reason, "A client that comes back with the id of an event that was lost is told of a gap.");
        Check.Same([new Number(1), new Number(3)], told.Skip(1).Select(message => message.Event), "After the gap a client gets what the log has.");
        if (copied.Epoch == other.Epoch) Check.Same([new Number(3)], (await again.ReadAsync(default, copied)).Select(message => message.Event).Take(1), "A client that comes back with an id that the copy had goes on.");
    }

    [Fact]
    public async Task A_hub_that_runs_meanwhile_begins_over()
    {
        if (!Log.IsShared) Assert.Skip("The log is open in one process: nothing can be restored meanwhile.");
        await using (var first = await StartNodeAsync())
        {
            await first.Hub.PublishAsync(new Number(1)).Bounded("PublishAsync");
            await first.StopAsync();
        }
        await Log.CopyAsync();
        var node = await StartNodeAsync();
        var lost = await node.Hub.PublishAsync(new Number(2)).Bounded("PublishAsync");
        await using var reader = node.Read(default, SseStart.Now);
        await Log.RestoreAsync();

        await reader.Ended.Bounded("The end of the streams of a log that was restored from an older copy");
        await node.Hub.PublishAsync(new Number(3)).Bounded("PublishAsync to a log that was restored");
        var told = await node.ReadAsync(default, lost);
        Check.Equal(SseGapReason.OtherEpoch, (told[0].Event as SseGap)?.Reason, "A client that comes back with the id of an event that was lost is told of a gap.");
        Check.Same([new Number(1), new Number(3)], told.Skip(1).Select(message => message.Event), "After the gap a client gets what the log has.");
    }

    // What the log had when it was copied, and the end of what it had afterwards.
    private async Task<(StoredPlace Copied, StoredPlace Lost)> CopyAndLoseAsync()
    {
        var store = await OpenAsync();
        var copied = await store.AppendNumbersAsync(0, 10, perBatch: 1);
        await store.DisposeAsync();
        await Log.CopyAsync();
        var again = await OpenAsync();
        var lost = await again.AppendNumbersAsync(10, 5, perBatch: 1);
        await again.DisposeAsync();
        return (copied, lost);
    }

    private static Task IsReplacedAsync(OpenStore store, StoredPlace place, string what) => Check.ThrowsAsync<SseLogReplacedException>(
        () => RetryAsync(() => store.TailAllAsync(place)), $"{what} isn't one of the log: TailAsync throws SseLogReplacedException.");

    private static async Task<T> RetryAsync<T>(Func<Task<T>> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try { return await act(); }
            catch (Exception exception) when (attempt < 20 && exception is not SseLogReplacedException and not Xunit.Sdk.IAssertionException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            }
        }
    }
}
