using System.Buffers;

namespace Sse.Benchmarks.Log;

/// <summary>Takes bytes as a response's pipe does, in blocks of 4 KiB, and forgets them.</summary>
internal sealed class NullSink : IBufferWriter<byte>
{
    private const int Block = 4096;
    private readonly byte[] _memory = new byte[Block];
    private int _used;

    public void Advance(int count) => _used = (_used + count) % Block;

    public Memory<byte> GetMemory(int sizeHint = 0) => _memory.AsMemory(Room(sizeHint));

    public Span<byte> GetSpan(int sizeHint = 0) => _memory.AsSpan(Room(sizeHint));

    private int Room(int sizeHint)
    {
        if (sizeHint > Block - _used) _used = 0;
        return _used;
    }
}
