using System.Threading.Channels;

namespace Sse.Tests;

/// <summary>A stream whose every read gets what the test drips, and tells when the next read has begun.</summary>
internal sealed class DripStream : Stream
{
    private readonly Channel<byte> _drips = Channel.CreateUnbounded<byte>();
    private readonly Channel<bool> _reads = Channel.CreateUnbounded<bool>();

    /// <summary>Waits until a read that has not been waited for yet has begun.</summary>
    public Task ReadBegunAsync() => _reads.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    public void Drip(byte value) => _drips.Writer.TryWrite(value);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _reads.Writer.TryWrite(true);
        var drip = await _drips.Reader.ReadAsync(cancellationToken);
        buffer.Span[0] = drip;
        return 1;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
