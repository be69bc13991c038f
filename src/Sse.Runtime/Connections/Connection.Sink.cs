using System.Buffers;
using System.IO.Pipelines;

namespace Sse;

/// <content>The way out for a hub's subscription, which writes into the response itself.</content>
internal sealed partial class Connection : ISink
{
    IBufferWriter<byte> ISink.Body => _body;

    ValueTask<bool> ISink.TakeTurnAsync() => _turn.TryTake() ? new(KeepTurn()) : WaitForTurnAsync();

    void ISink.ReleaseTurn() => _turn.Release();

    ValueTask<FlushResult> ISink.StartFlush() => StartFlush();

    bool ISink.EndFlush(FlushResult result)
    {
        Settle(result);
        return !_gone;
    }

    private async ValueTask<bool> WaitForTurnAsync()
    {
        await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        return KeepTurn();
    }

    private bool KeepTurn()
    {
        if (!_gone && !_saidLastWord && !_closed.IsCancellationRequested) return true;
        _turn.Release();
        return false;
    }
}
