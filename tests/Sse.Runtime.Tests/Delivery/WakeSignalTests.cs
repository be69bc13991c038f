namespace Sse.Tests.Delivery;

public class WakeSignalTests
{
    [Fact]
    public async Task No_wake_is_lost_however_it_meets_the_wait()
    {
        const int Rounds = 200_000;
        var signal = new WakeSignal(inline: true);
        var published = 0L;
        var seen = 0L;
        var reader = Task.Run(
            async () =>
            {
                while (true)
                {
                    seen = Volatile.Read(ref published);
                    if (seen == Rounds) return;
                    await signal.WaitAsync().ConfigureAwait(false);
                }
            },
            TestContext.Current.CancellationToken);
        await Task.Run(
            () =>
            {
                for (var i = 0; i < Rounds; i++)
                {
                    Interlocked.Increment(ref published);
                    signal.Wake();
                }
            },
            TestContext.Current.CancellationToken);
        await reader.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        seen.ShouldBe(Rounds);
    }

    [Fact]
    public void An_inline_reader_goes_on_within_the_wake_and_another_one_does_not()
    {
        ThreadThatGoesOn(inline: true, out var waker).ShouldBe(waker);
        ThreadThatGoesOn(inline: false, out waker).ShouldNotBe(waker);
    }

    [Fact]
    public void Waiting_and_waking_allocate_nothing()
    {
        var signal = new WakeSignal(inline: true);
        var rounds = 0;
        _ = ReadAsync();
        for (var i = 0; i < 100; i++) signal.Wake();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) signal.Wake();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        rounds.ShouldBe(1_100);

        async Task ReadAsync()
        {
            while (true)
            {
                await signal.WaitAsync().ConfigureAwait(false);
                rounds++;
            }
        }
    }

    private static int ThreadThatGoesOn(bool inline, out int waker)
    {
        var signal = new WakeSignal(inline);
        var reader = ReadAsync();
        var wake = new Thread(() => signal.Wake());
        wake.Start();
        waker = wake.ManagedThreadId;
        wake.Join();
        reader.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken).ShouldBeTrue();
        return reader.Result;

        async Task<int> ReadAsync()
        {
            await signal.WaitAsync().ConfigureAwait(false);
            return Environment.CurrentManagedThreadId;
        }
    }
}
