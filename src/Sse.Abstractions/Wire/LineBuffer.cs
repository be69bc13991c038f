using System.Buffers;

namespace Sse;

/// <summary>
/// The parser's only large memory: received bytes, cut into lines where they lie. The data of the block being read stays
/// in it too, in front of the unread bytes, so that a data line is never copied and further ones only move up to join it.
/// </summary>
/// <remarks>Layout: <c>[held data] [free] [line being read, rest] [room for more]</c>. Not thread-safe.</remarks>
internal struct LineBuffer
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';
    private const int SmallCapacity = 16 * 1024;
    private const int LargeCapacity = 4 * SmallCapacity;
    private const int LeastRoom = 4 * 1024;
    private const int QuietReadsBeforeShrinking = 32;

    private byte[]? _buffer;
    private int _heldStart;
    private int _heldLength;
    private int _next;
    private int _searched;
    private int _end;
    private int _quietReads;
    private bool _started;
    private bool _skipLineFeed;

    public LineBuffer() => _heldLength = -1;

    /// <summary>Whether a data line is held. An empty one counts.</summary>
    public readonly bool HasHeld => _heldLength >= 0;

    public readonly int HeldLength => Math.Max(_heldLength, 0);

    /// <summary>The joined data lines. Valid until the next change.</summary>
    public readonly ReadOnlySpan<byte> Held => _buffer.AsSpan(_heldStart, _heldLength);

    /// <summary>Bytes of the line that has not ended yet.</summary>
    public readonly int PendingLength => _end - _next;

    public readonly int Room => Capacity - _end;

    public readonly int Capacity => _buffer?.Length ?? 0;

    public readonly ReadOnlySpan<byte> Slice(int start, int length) => _buffer.AsSpan(start, length);

    /// <summary>Room for more bytes, at least <paramref name="sizeHint"/> and at least 4 KiB.</summary>
    public Memory<byte> GetRoom(int sizeHint)
    {
        var needed = Math.Max(sizeHint, LeastRoom);
        var live = HeldLength + PendingLength;
        _quietReads = live <= LeastRoom ? _quietReads + 1 : 0;
        if (live == 0 && _buffer is not null) _heldStart = _next = _searched = _end = 0;

        if (_buffer is null || needed > _buffer.Length - live) Move(live, Math.Max(Capacity * 2L, (long)live + needed));
        else if (Capacity > LargeCapacity && _quietReads >= QuietReadsBeforeShrinking && live + needed <= SmallCapacity) Move(live, SmallCapacity);
        else if (needed > _buffer.Length - _end) Move(live, live > Capacity / 2 ? Capacity * 2L : Capacity);
        return _buffer.AsMemory(_end);
    }

    public void Advance(int count) => _end += count;

    /// <summary>The next whole line, without its end. A CR ends a line at once; an LF right after it is passed over later.</summary>
    public bool TryReadLine(out int start, out int length)
    {
        start = length = 0;
        if (!_started && !PassByteOrderMark()) return false;
        if (_skipLineFeed)
        {
            if (_next == _end) return false;
            _skipLineFeed = false;
            if (_buffer![_next] == LineFeed) _searched = ++_next;
        }

        // A blank line, the most frequent of all, needs no search.
        if (_next < _end && _buffer![_next] == LineFeed)
        {
            start = _next;
            _searched = ++_next;
            return true;
        }

        var found = _buffer.AsSpan(_searched, _end - _searched).IndexOfAny(LineFeed, CarriageReturn);
        if (found < 0)
        {
            _searched = _end;
            return false;
        }

        var lineEnd = _searched + found;
        start = _next;
        length = lineEnd - start;
        _skipLineFeed = _buffer![lineEnd] == CarriageReturn;
        _next = _searched = lineEnd + 1;
        return true;
    }

    /// <summary>Keeps a part of the line just read as data, joined to what is held already.</summary>
    public void Hold(int start, int length)
    {
        if (_heldLength < 0)
        {
            _heldStart = start;
            _heldLength = length;
            return;
        }

        // Held data ends before this line's field name, so both writes go to bytes that have been read.
        var end = _heldStart + _heldLength;
        _buffer![end++] = LineFeed;
        _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(end));
        _heldLength += 1 + length;
    }

    /// <summary>Lets go of the held data; its bytes stay readable until the next change.</summary>
    public void Release() => _heldLength = -1;

    /// <summary>Forgets everything and gives the memory back.</summary>
    public void Clear()
    {
        var rented = _buffer;
        this = new LineBuffer();
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    private bool PassByteOrderMark()
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var seen = _buffer.AsSpan(0, Math.Min(_end, mark.Length));
        if (!mark.StartsWith(seen)) _started = true;
        else if (seen.Length == mark.Length) (_started, _next, _searched) = (true, mark.Length, mark.Length);
        return _started;
    }

    private void Move(int live, long capacity)
    {
        var target = capacity == Capacity
            ? _buffer!
            : ArrayPool<byte>.Shared.Rent((int)Math.Clamp(capacity, SmallCapacity, Array.MaxLength));
        if (target.Length <= live) throw new InvalidOperationException("The buffer can't be larger than the largest array.");
        if (_buffer is not null)
        {
            var held = HeldLength;
            _buffer.AsSpan(_heldStart, held).CopyTo(target);
            _buffer.AsSpan(_next, PendingLength).CopyTo(target.AsSpan(held));
            if (!ReferenceEquals(target, _buffer)) ArrayPool<byte>.Shared.Return(_buffer);
            (_heldStart, _end, _searched, _next) = (0, live, _searched - _next + held, held);
        }
        _buffer = target;
    }
}
