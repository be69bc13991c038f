namespace Sse.Tests.Delivery;

public class PumpTests
{
    [Fact]
    public void In_every_order_what_is_asked_for_is_done_by_one_at_a_time()
    {
        const int Requests = 3;
        // The worker begins, looks and ends at most once for each request, and once more.
        foreach (var order in Interleavings.Of(Requests, 3 * (Requests + 1)))
        {
            var state = default(WorkState);
            var (asked, seen, step, started) = (0, 0, 0, 0);
            foreach (var thread in order)
            {
                if (thread == 0)
                {
                    asked++;
                    if (state.Request()) started++;
                }
                else
                {
                    Work();
                }
            }
            while (started > 0) Work();
            seen.ShouldBe(asked, string.Join(' ', order));
            state.Request().ShouldBeTrue();

            void Work()
            {
                started.ShouldBeLessThanOrEqualTo(1, string.Join(' ', order));
                if (started == 0) return;
                if (step == 0) state.Begin();
                else if (step == 1) seen = asked;
                else if (!state.End()) started--;
                step = (step + 1) % 3;
            }
        }
    }

    [Fact]
    public async Task Who_is_marked_while_the_pump_looks_is_woken_by_the_next_go()
    {
        var reader = new Reader();
        var goes = 0;
        Pump pump = null!;
        pump = new Pump(taken =>
        {
            if (++goes == 2)
            {
                taken[0] = reader;
                return 1;
            }
            // It has looked, and found nobody; only now somebody is marked.
            pump.OnMarked();
            return 0;
        }, TimeProvider.System);
        pump.OnMarked();
        await reader.Woken.Task.Bounded();
    }

    [Fact]
    public async Task Who_is_marked_after_a_go_is_woken_and_more_than_one_go_takes_too()
    {
        var readers = Enumerable.Range(0, (2 * Pump.BatchSize) + 1).Select(_ => new Reader()).ToList();
        var waiting = new Queue<ILogReader>(readers);
        var pump = new Pump(taken =>
        {
            var count = 0;
            while (count < taken.Length && waiting.TryDequeue(out var reader)) taken[count++] = reader;
            return count;
        }, TimeProvider.System);
        pump.OnMarked();
        foreach (var reader in readers) await reader.Woken.Task.Bounded();
        waiting.Enqueue(new Reader());
        var last = (Reader)waiting.Peek();
        pump.OnMarked();
        await last.Woken.Task.Bounded();
    }

    [Fact]
    public async Task Tells_for_how_long_readers_have_waited_and_forgets_it_when_they_were_woken()
    {
        var time = new FakeTimeProvider();
        using var gate = new ManualResetEventSlim();
        var goes = 0;
        var pump = new Pump(
            _ =>
            {
                Interlocked.Increment(ref goes);
                gate.Wait(TestContext.Current.CancellationToken);
                return 0;
            },
            time);
        pump.Wait.ShouldBe(TimeSpan.Zero);

        pump.OnMarked();
        time.Advance(TimeSpan.FromSeconds(3));
        // A go that is under way, and does not end.
        await Wait.Until(() => Volatile.Read(ref goes) == 1);
        pump.OnMarked();
        time.Advance(TimeSpan.FromSeconds(4));
        pump.Wait.ShouldBe(TimeSpan.FromSeconds(7));

        gate.Set();
        await Wait.Until(() => Volatile.Read(ref goes) == 2);
        // Nobody waits any more, however much time goes by.
        await Wait.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return pump.Wait == TimeSpan.Zero;
        });
    }

    private sealed class Reader : ILogReader
    {
        public TaskCompletionSource Woken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Wake() => Woken.SetResult();
    }
}
