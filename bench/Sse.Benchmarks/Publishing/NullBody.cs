using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Sse.Benchmarks.Publishing;

/// <summary>A response body that takes bytes and forgets them.</summary>
internal sealed class NullBody : PipeWriter, IHttpResponseBodyFeature
{
    private readonly byte[] _memory = new byte[64 * 1024];

    public Stream Stream => Stream.Null;

    public PipeWriter Writer => this;

    public override void Advance(int bytes)
    {
        // The next write goes to the same place.
    }

    public override void CancelPendingFlush()
    {
        // No flush ever pends.
    }

    public override void Complete(Exception? exception = null)
    {
        // Nothing is held.
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _memory;

    public override Span<byte> GetSpan(int sizeHint = 0) => _memory;

    public void DisableBuffering()
    {
        // There is none.
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task CompleteAsync() => Task.CompletedTask;
}
