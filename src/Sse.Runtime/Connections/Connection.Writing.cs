using System.Buffers;
using System.IO.Pipelines;

namespace Sse;

internal sealed partial class Connection
{
    /// <summary>What one flush carries at most, and what a client must accept within the write timeout.</summary>
    public const int LargestFlush = 64 * 1024;

    private const long NotFlushing = -1;

    private readonly PipeWriter _body;
    // Taken at first by the opening, so that nothing comes before it.
    private Turn _turn;
    private long _lastWrite;
    private long _flushingSince = NotFlushing;

    /// <summary>The last id that was written; null before the first.</summary>
    public string? LastId { get; private set; }

    /// <summary>Writes whole blocks and flushes. Copies them when they can't be written at once.</summary>
    /// <param name="blocks">Whole blocks.</param>
    /// <param name="lastId">The last id in them, or null.</param>
    /// <param name="cancellationToken">Ends the wait for other writers. What has begun is written to its end.</param>
    /// <exception cref="OperationCanceledException">The connection is closed, or the token fired first.</exception>
    public ValueTask WriteAsync(ReadOnlySpan<byte> blocks, string? lastId, CancellationToken cancellationToken)
    {
        if (blocks.Length > LargestFlush || !_turn.TryTake()) return CopyAndWriteAsync(blocks, lastId, cancellationToken);
        try
        {
            ThrowIfClosed();
            if (lastId is not null) LastId = lastId;
            _body.Write(blocks);
            var flush = StartFlush();
            if (!flush.IsCompleted) return FinishAsync(flush);
            Settle(flush.GetAwaiter().GetResult());
        }
        catch
        {
            _turn.Release();
            throw;
        }
        _turn.Release();
        return default;
    }

    /// <summary>Writes whole blocks and flushes, at most <see cref="LargestFlush"/> bytes at a time.</summary>
    /// <param name="blocks">Whole blocks. They must not change until the task is done.</param>
    /// <param name="lastId">The last id in them, or null.</param>
    /// <param name="cancellationToken">Ends the wait for other writers. What has begun is written to its end.</param>
    /// <exception cref="OperationCanceledException">The connection is closed, or the token fired first.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> blocks, string? lastId, CancellationToken cancellationToken)
    {
        await _turn.TakeAsync(cancellationToken.CanBeCanceled ? cancellationToken : Closed).ConfigureAwait(false);
        try
        {
            ThrowIfClosed();
            if (lastId is not null) LastId = lastId;
            while (blocks.Length > 0)
            {
                // A block that has begun goes on through a shutdown, so that the goodbye stands on lines of its own.
                ThrowIfGone();
                var part = blocks[..Math.Min(LargestFlush, blocks.Length)];
                _body.Write(part.Span);
                Settle(await StartFlush().ConfigureAwait(false));
                blocks = blocks[part.Length..];
            }
            ThrowIfGone();
        }
        finally
        {
            _turn.Release();
        }
    }

    private ValueTask CopyAndWriteAsync(ReadOnlySpan<byte> blocks, string? lastId, CancellationToken cancellationToken)
    {
        var copy = ArrayPool<byte>.Shared.Rent(blocks.Length);
        blocks.CopyTo(copy);
        return WriteCopyAsync(copy, blocks.Length, lastId, cancellationToken);
    }

    private async ValueTask WriteCopyAsync(byte[] copy, int length, string? lastId, CancellationToken cancellationToken)
    {
        try { await WriteAsync(copy.AsMemory(0, length), lastId, cancellationToken).ConfigureAwait(false); }
        finally { ArrayPool<byte>.Shared.Return(copy); }
    }

    private async ValueTask FinishAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            Settle(await flush.ConfigureAwait(false));
            ThrowIfGone();
        }
        finally
        {
            _turn.Release();
        }
    }

    // No token: a server takes a cancelled flush for a reason to abort.
    private ValueTask<FlushResult> StartFlush()
    {
        var flush = _body.FlushAsync(CancellationToken.None);
        if (!flush.IsCompleted)
        {
            Volatile.Write(ref _flushingSince, _application.Connections.Now);
            if (_application.Shutdown.IsGraceOver) Abort();
        }
        return flush;
    }

    private void Settle(FlushResult result)
    {
        Volatile.Write(ref _flushingSince, NotFlushing);
        Volatile.Write(ref _lastWrite, _application.Connections.Now);
        if (result.IsCompleted) OnClientGone();
    }

    private void ThrowIfClosed()
    {
        if (_closed.IsCancellationRequested) throw new OperationCanceledException("The stream is closed.", Closed);
    }

    private void ThrowIfGone()
    {
        if (_gone) throw new OperationCanceledException("The stream's client is gone.", Closed);
    }
}
