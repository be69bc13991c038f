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
    }
}
