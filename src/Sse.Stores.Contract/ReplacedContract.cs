namespace Sse.Stores.Contract;

/// <summary>
/// Somebody makes the log anew while processes have it open. For engines whose <see cref="TestedLog.RecreateAsync"/> can.
/// </summary>
public abstract class ReplacedContract : StoreContract
{
    [Fact]
    public async Task An_open_store_says_that_its_log_was_made_anew()
    {
        var store = await OpenAsync();
        var newest = await store.AppendNumbersAsync(0, 10);
        await using var tail = store.Tail(newest);
        await tail.CaughtUp.Bounded("The empty list of a tail");
        await Log.RecreateAsync();

        await Check.ThrowsAsync<SseLogReplacedException>(() => RetryAsync(() => store.TailAllAsync(newest)), "A tail that is opened again throws SseLogReplacedException: the log was made anew.");
        await Check.ThrowsAsync<SseLogReplacedException>(() => UntilReplacedAsync(store, tail), "Either the tail that is open throws SseLogReplacedException, or GetNewestAsync tells another epoch or a place before that which is known: the log was made anew.");
    }

    [Fact]
    public async Task A_store_that_is_opened_again_has_the_new_log()
    {
        var store = await OpenAsync();
        await store.AppendNumbersAsync(0, 10);
        await Log.RecreateAsync();
        await Check.ThrowsAsync<SseLogReplacedException>(() => RetryAsync(async () => await store.TailAllAsync(new StoredPlace(store.Opened.Epoch, 10, "aaaaaa"))), "A tail from a place of the former log throws SseLogReplacedException.");
        StoredLog? opened = null;
        await RetryAsync(async () => opened = await store.Store.OpenAsync(Cancellation));

        Check.That(opened!.Epoch != store.Opened.Epoch, "A log that was made anew has another epoch.");
        Check.Equal(0, opened.Newest, "A log that was made anew is empty.");
        var beginning = new StoredPlace(opened.Epoch, 0, null);
        await store.AppendAsync(Records.Event("1", "t"), Records.Event("2", "t"));
        Check.Same([1, 2], Records.NumbersOf(await store.TailAllAsync(beginning)), "A store that was opened again appends to the new log.");
    }

    // The engine may need a moment after what was done to it.
    private static async Task RetryAsync(Func<Task> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception exception) when (attempt < 20 && exception is not SseLogReplacedException and not Xunit.Sdk.IAssertionException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            }
        }
    }

    private static async Task UntilReplacedAsync(OpenStore store, Tail tail)
    {
        for (var attempt = 0; attempt < 200 && !tail.Ended.IsCompleted; attempt++)
        {
            StoredPlace? newest = null;
            await RetryAsync(async () => newest = await store.NewestAsync());
            if (newest!.Value.Epoch != store.Opened.Epoch || newest.Value.Position < 10) throw new SseLogReplacedException();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        }
        if (tail.Ended.IsCompleted) await tail.Ended;
    }
}
