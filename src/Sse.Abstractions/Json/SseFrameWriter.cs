using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;

namespace Sse;

/// <summary>
/// Collects the UTF-8 bytes of a frame: literals as they are, values as System.Text.Json writes them with
/// <see cref="System.Text.Json.JsonSerializerOptions.Web"/>. Generated code writes into it; a publisher owns it.
/// </summary>
/// <remarks>
/// Starts in the span it is given and moves to a rented array when that is full, so a small frame costs no
/// allocation. Not thread-safe. <see cref="Dispose"/> returns the rented array; the written bytes are gone after it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct SseFrameWriter
{
    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _written;
    private int _depth;
    private JavaScriptEncoder? _encoder;

    /// <summary>Starts an empty frame.</summary>
    /// <param name="scratch">Memory to use first; it may be empty.</param>
    public SseFrameWriter(Span<byte> scratch) => _buffer = scratch;

    /// <summary>The bytes written so far. Valid until the next write.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._written];

    /// <summary>Writes bytes as they are: a literal of the frame, already valid for its place.</summary>
    /// <param name="utf8">UTF-8 text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(scoped ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _buffer.Length - _written) Grow(utf8.Length);
        utf8.CopyTo(_buffer[_written..]);
        _written += utf8.Length;
    }

    /// <summary>Returns rented memory. Safe to call twice.</summary>
    public void Dispose()
    {
        var rented = _rented;
        this = default;
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>The free memory, at least <paramref name="size"/> bytes of it; the caller adds what it used to <c>_written</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int size)
    {
        if (size > _buffer.Length - _written) Grow(size);
        return _buffer[_written..];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        var size = (int)Math.Min((uint)Array.MaxLength, Math.Max((uint)_buffer.Length * 2, (uint)_written + (uint)needed));
        if (size - _written < needed) throw new InvalidOperationException("A frame can't be larger than the largest array.");
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, 256));
        _buffer[.._written].CopyTo(larger);
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
        _buffer = larger;
    }
}
