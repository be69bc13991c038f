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
