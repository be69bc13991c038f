namespace Sse.Tests.Http;

public class SseTurnTests
{
    private SseTurn _turn = new(new object());

    [Fact]
    public async Task Goes_from_hand_to_hand_in_the_order_of_the_calls()
    {
        _turn.TryTake().ShouldBeFalse();
        var first = _turn.TakeAsync(CancellationToken.None);
        var second = _turn.TakeAsync(TestContext.Current.CancellationToken);

        _turn.Release();
        await first.Bounded();
        _turn.TryTake().ShouldBeFalse();
        second.IsCompleted.ShouldBeFalse();
        _turn.Release();
        await second.Bounded();
        _turn.Release();
        _turn.TryTake().ShouldBeTrue();
    }

    [Fact]
    public async Task Passes_over_one_that_no_longer_waits()
    {
        using var cancelled = new CancellationTokenSource();
        var first = _turn.TakeAsync(cancelled.Token);
        var second = _turn.TakeAsync(CancellationToken.None);

        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first.Bounded());
        _turn.Release();
        await second.Bounded();
        (await Should.ThrowAsync<OperationCanceledException>(() => _turn.TakeAsync(cancelled.Token))).CancellationToken.ShouldBe(cancelled.Token);
    }

    [Fact]
    public async Task Lets_one_at_a_time_through()
    {
        _turn.Release();
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                if (i % 2 == 0 || !_turn.TryTake()) await _turn.TakeAsync(CancellationToken.None);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                if (i % 7 == 0) await Task.Yield();
                Interlocked.Decrement(ref inside);
                _turn.Release();
            }
        }))).Bounded();

        most.ShouldBe(1);
    }
}
