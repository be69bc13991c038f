using System.Buffers;
using System.IO.Pipelines;

namespace Sse;

/// <summary>One client's way out, shared with whatever else writes to it: heartbeats and goodbyes.</summary>
/// <remarks>Only who has the turn writes and flushes. Used by one subscription, whose loop has one step under way at a time.</remarks>
internal interface ISink
{
    /// <summary>Where bytes go.</summary>
    IBufferWriter<byte> Body { get; }

    /// <summary>Fires when the client is gone, and when the stream is to end.</summary>
    CancellationToken Closed { get; }

    /// <summary>Waits for the turn.</summary>
    /// <returns>False when nothing is to be written any more; the turn is not taken then.</returns>
    ValueTask<bool> TakeTurnAsync();

    /// <summary>Gives the turn back.</summary>
    void ReleaseTurn();

    /// <summary>Begins to flush what was written.</summary>
    ValueTask<FlushResult> StartFlush();

    /// <summary>Ends a flush that <see cref="StartFlush"/> began.</summary>
    /// <returns>False when the client is gone.</returns>
    bool EndFlush(FlushResult result);
}
