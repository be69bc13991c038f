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
    public void In_every_order_a_reader_that_looks_and_then_waits_sees_everything()
    {
        // Two publishers that publish and then wake, twice each, and a reader that looks and then waits, if it isn't waiting.
        foreach (var order in Interleavings.Of(4, 4, 4))
        {
            var signal = new WakeSignal(inline: true);
            var (published, seen, waits, looked) = (0, 0, false, false);
            var steps = new int[3];
            foreach (var thread in order)
            {
                if (thread == 2) Read();
                else if (steps[thread]++ % 2 == 0) published++;
                else signal.Wake();
            }
            while (!waits) Read();
            seen.ShouldBe(4, string.Join(' ', order));

            void Read()
            {
                if (waits) return;
                if (looked) Wait(signal.WaitAsync());
                else (seen, looked) = (published, true);
            }

            async void Wait(ValueTask wait)
            {
                waits = !wait.IsCompleted;
                await wait;
                waits = false;
                looked = false;
            }
        }
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
