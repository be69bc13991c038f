using System.Buffers;
using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Sse;

/// <summary>A connection whose events a handler publishes.</summary>
/// <param name="http">The request; its response has not started.</param>
/// <param name="host">The host it belongs to.</param>
/// <param name="lastEventId">The id the client came with, or empty.</param>
internal sealed class HandlerConnection(HttpContext http, StreamingHost host, string lastEventId) : Connection(http, host, host.Instruments.Streams.Of(http))
{
    private const int NotEnded = -1;

    private string? _lastId;
    private HandlerWait? _wait;
    private bool _graceIsOver;
    private int _isEnding;
    private long _graceEndsAt = long.MaxValue;
    private int _endedBy = NotEnded;

    /// <summary>Whether a client that comes back with the id of the stream's end is answered so.</summary>
    public bool MayComplete { get; init; }

    /// <summary>Whose stream it is.</summary>
    public ClaimsPrincipal User { get; } = http.User;

    /// <summary>When it was made.</summary>
    public DateTimeOffset ConnectedAt { get; } = host.Connections.UtcNow;

    public override string LastId => _lastId ?? lastEventId;

    /// <summary>What has ended it before its handler did; null while nothing has.</summary>
    public SseDisconnectReason? EndedBy => Volatile.Read(ref _endedBy) is var reason and not NotEnded ? (SseDisconnectReason)reason : null;

    /// <summary>Waits for the handler, until it is to be left behind.</summary>
    public HandlerWait WaitFor(Task handler)
    {
        var wait = new HandlerWait(handler);
        Volatile.Write(ref _wait, wait);
        // Whoever ends the grace meanwhile sees the wait, or is seen here.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _graceIsOver)) wait.Leave();
        return wait;
    }

    /// <summary>Disconnects it, unless it ends already. Doesn't wait.</summary>
    /// <returns>Whether it was told to end by this.</returns>
    public bool Disconnect(bool forGood)
    {
        if (!TryBeginEnd()) return false;
        End(ReasonOf(forGood));
        return true;
    }

    /// <summary>As <see cref="Disconnect"/>, before the handler has begun.</summary>
    public void DisconnectNow(bool forGood)
    {
        // Also when somebody else has begun: what is said must be under way before the stream ends.
        TryBeginEnd();
        EndNow(ReasonOf(forGood));
    }

    protected override void OnClosing(SseDisconnectReason reason) => Interlocked.CompareExchange(ref _endedBy, (int)reason, NotEnded);

    protected override bool HasOther(long now) => now >= Volatile.Read(ref _graceEndsAt);

    protected override void LookAfterOther(long now)
    {
        if (now >= Volatile.Read(ref _graceEndsAt)) EndGrace();
    }

    protected override void OnExpired(SseDisconnectReason reason, long now)
    {
        if (TryBeginEnd()) End(reason);
    }

    public override void EndGrace()
    {
        Volatile.Write(ref _graceIsOver, value: true);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _wait) is { } wait) wait.Leave();
    }

    /// <summary>Writes whole blocks and flushes. Copies them when they can't be written at once.</summary>
    /// <param name="blocks">Whole blocks.</param>
    /// <param name="lastId">The last id in them, or null.</param>
    /// <param name="isEvent">Whether it is an event, which counts once it is written.</param>
    /// <param name="cancellationToken">Ends the wait for other writers. What has begun is written to its end.</param>
    /// <exception cref="OperationCanceledException">The connection is closed, or the token fired first.</exception>
    public ValueTask WriteAsync(ReadOnlySpan<byte> blocks, string? lastId, bool isEvent, CancellationToken cancellationToken)
    {
        if (blocks.Length > ResponseWriter.LargestFlush || !Response.TryTakeTurn()) return CopyAndWriteAsync(blocks, lastId, isEvent, cancellationToken);
        try
        {
            Begin(lastId);
            Response.Body.Write(blocks);
            if (isEvent) Meter.Delivered(1, blocks.Length, isReplay: false);
            var flush = Response.StartFlush();
            if (!flush.IsCompleted) return FinishAsync(flush);
            Response.EndFlush(flush.GetAwaiter().GetResult());
        }
        catch
        {
            Response.ReleaseTurn();
            throw;
        }
        Response.ReleaseTurn();
        return default;
    }

    /// <summary>Writes whole blocks and flushes, at most <see cref="ResponseWriter.LargestFlush"/> bytes at a time.</summary>
    /// <param name="blocks">Whole blocks. They must not change until the task is done.</param>
    /// <param name="lastId">The last id in them, or null.</param>
    /// <param name="cancellationToken">Ends the wait for other writers. What has begun is written to its end.</param>
    /// <exception cref="OperationCanceledException">The connection is closed, or the token fired first.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> blocks, string? lastId, CancellationToken cancellationToken)
    {
        await Response.TakeTurnAsync(cancellationToken.CanBeCanceled ? cancellationToken : Closed).ConfigureAwait(false);
        try
        {
            Begin(lastId);
            while (blocks.Length > 0)
            {
                // A block that has begun goes on through a shutdown, so that the goodbye stands on lines of its own.
                ThrowIfGone();
                var part = blocks[..Math.Min(ResponseWriter.LargestFlush, blocks.Length)];
                Response.Body.Write(part.Span);
                Response.EndFlush(await Response.StartFlush().ConfigureAwait(false));
                blocks = blocks[part.Length..];
            }
            ThrowIfGone();
        }
        finally
        {
            Response.ReleaseTurn();
        }
    }

    private bool TryBeginEnd()
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0) return false;
        Volatile.Write(ref _graceEndsAt, Host.Connections.GraceEndsAt);
        return true;
    }

    private SseDisconnectReason ReasonOf(bool forGood) => forGood && MayComplete ? SseDisconnectReason.DisconnectedForGood : SseDisconnectReason.Disconnected;

    private ValueTask CopyAndWriteAsync(ReadOnlySpan<byte> blocks, string? lastId, bool isEvent, CancellationToken cancellationToken)
    {
        var copy = ArrayPool<byte>.Shared.Rent(blocks.Length);
        blocks.CopyTo(copy);
        return WriteCopyAsync(copy, blocks.Length, lastId, isEvent, cancellationToken);
    }

    private async ValueTask WriteCopyAsync(byte[] copy, int length, string? lastId, bool isEvent, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(copy.AsMemory(0, length), lastId, cancellationToken).ConfigureAwait(false);
            if (isEvent) Meter.Delivered(1, length, isReplay: false);
        }
        finally { ArrayPool<byte>.Shared.Return(copy); }
    }

    private async ValueTask FinishAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            Response.EndFlush(await flush.ConfigureAwait(false));
            ThrowIfGone();
        }
        finally
        {
            Response.ReleaseTurn();
        }
    }

    private void Begin(string? lastId)
    {
        if (!Response.MayProduce) throw new OperationCanceledException("The stream is closed.", Closed);
        if (lastId is not null) _lastId = lastId;
    }

    private void ThrowIfGone()
    {
        if (IsGone) throw new OperationCanceledException("The stream's client is gone.", Closed);
    }
}
