namespace Sse.Tests.Streams;

public class HandlerWaitTests
{
    [Fact]
    public async Task In_every_order_the_wait_ends_once_when_the_handler_ends_or_is_left()
    {
        // The wait, the handler's end, and one that lets go of it twice.
        foreach (var order in Interleavings.Of(1, 1, 2))
        {
            var handler = new TaskCompletionSource();
            var wait = new HandlerWait(handler.Task);
            var ends = 0;
            var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var thread in order)
            {
                if (thread == 0 && !wait.IsCompleted) wait.OnCompleted(() => End(wait));
                else if (thread == 0) End(wait);
                else if (thread == 1) handler.SetResult();
                else wait.Leave();
            }
            await ended.Task.Bounded();
            ends.ShouldBe(1, string.Join(' ', order));

            void End(HandlerWait awaited)
            {
                Interlocked.Increment(ref ends);
                ended.SetResult(awaited.GetResult());
            }
        }
    }

    [Fact]
    public async Task A_handler_that_has_failed_fails_the_wait_and_one_that_is_left_does_not()
    {
        var failing = new HandlerWait(Task.FromException(new InvalidOperationException("on purpose")));
        await Should.ThrowAsync<InvalidOperationException>(async () => await failing);
        var several = new HandlerWait(Task.WhenAll(Task.FromException(new IOException("gone")), Task.FromException(new InvalidOperationException("behind it"))));
        (await Should.ThrowAsync<InvalidOperationException>(async () => await several)).Message.ShouldBe("behind it");
        var ended = new HandlerWait(Task.WhenAll(Task.FromException(new IOException("gone")), Task.FromException(new ObjectDisposedException("it"))));
        await Should.ThrowAsync<IOException>(async () => await ended);
        var left = new HandlerWait(new TaskCompletionSource().Task);
        left.Leave();
        (await left).ShouldBeFalse();
    }
}
