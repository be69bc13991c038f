namespace Sse.Tests.Connections;

public class TurnTests
{
    private readonly CancellationToken _ended = new(canceled: true);
    private Turn _turn = new(new object());

    [Fact]
    public async Task Who_waits_gets_the_turn_in_the_order_of_coming()
    {
        var first = _turn.TakeAsync(CancellationToken.None);
        var second = _turn.TakeAsync(CancellationToken.None);
        _turn.Release();
        await first;
        second.IsCompleted.ShouldBeFalse();
        _turn.Release();
        await second;
    }

    [Fact]
    public async Task Who_waits_when_it_ends_and_who_comes_later_is_cancelled()
    {
        using var never = new CancellationTokenSource();
        var waiting = _turn.TakeAsync(CancellationToken.None);
        var waitingWithToken = _turn.TakeAsync(never.Token);

        _turn.End(_ended);

        (await Should.ThrowAsync<OperationCanceledException>(waiting)).CancellationToken.ShouldBe(_ended);
        await Should.ThrowAsync<OperationCanceledException>(waitingWithToken);
        await Should.ThrowAsync<OperationCanceledException>(_turn.TakeAsync(CancellationToken.None));
        _turn.TryTake().ShouldBeFalse();
        _turn.Release();
        _turn.TryTake().ShouldBeFalse();
    }

    [Fact]
    public async Task In_every_order_one_at_a_time_has_it_and_who_gave_up_keeps_nobody_waiting()
    {
        // One that takes and gives back, one that takes, one that takes and gives up, and one that only looks whether it is free.
        foreach (var order in Interleavings.Of(2, 1, 2, 1))
        {
            var turn = new Turn(new object());
            using var givesUp = new CancellationTokenSource();
            Task? first = null, second = null, third = null;
            var holders = 1;
            var steps = new int[4];
            foreach (var thread in order)
            {
                switch (thread, steps[thread]++)
                {
                    case (0, 0):
                        first = turn.TakeAsync(CancellationToken.None);
                        break;
                    case (0, 1):
                        // The opening's.
                        turn.Release();
                        holders--;
                        break;
                    case (1, 0):
                        second = turn.TakeAsync(CancellationToken.None);
                        break;
                    case (2, 0):
                        third = turn.TakeAsync(givesUp.Token);
                        break;
                    case (2, 1):
                        await givesUp.CancelAsync();
                        break;
                    default:
                        if (!turn.TryTake()) break;
                        (holders, first?.IsCompleted, second?.IsCompleted).ShouldBe((0, first is null ? null : false, second is null ? null : false), Text(order));
                        turn.Release();
                        break;
                }
            }

            var left = new List<Task> { first!, second!, third! };
            while (left.Count > 0)
            {
                var taken = await Task.WhenAny(left).Bounded();
                left.Remove(taken);
                left.Count(other => other.IsCompletedSuccessfully).ShouldBe(0, Text(order));
                if (taken.IsCompletedSuccessfully) turn.Release();
                else taken.ShouldBe(third, Text(order));
            }
            turn.TryTake().ShouldBeTrue(Text(order));
        }
    }

    private static string Text(int[] order) => string.Join(' ', order);
}
