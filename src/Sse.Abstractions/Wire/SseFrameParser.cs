using System.Runtime.CompilerServices;

namespace Sse;

/// <summary>
/// Reads an event stream from bytes as they arrive, in pieces of any size, strictly as WHATWG HTML, "Server-sent events",
/// section "Interpreting an event stream", says.
/// </summary>
/// <remarks>
/// <para>Use: fill <see cref="GetMemory"/>, tell <see cref="Advance"/> (or <see cref="Append"/> in one), then call
/// <see cref="TryRead"/> until it returns false. What is whole is returned at once: a CR that ends a block does not wait
/// for the byte after it. An event that is not finished when the stream ends is discarded by discarding the parser, its
/// id with it.</para>
/// <para>Memory is bounded by the limit given and is handed back after <see cref="Dispose"/>. Nothing is allocated per
/// event. Not thread-safe.</para>
/// </remarks>
public sealed class SseFrameParser : IDisposable
{
    /// <summary>The largest event accepted when nothing else is said: 8 MiB.</summary>
    public const int DefaultMaxEventBytes = 8 * 1024 * 1024;

    private const byte Colon = (byte)':';
    private const byte Space = (byte)' ';

    private readonly int _maxEventBytes;
    private LineBuffer _lines = new();
    private FieldText _type;
    private FieldText _pendingId;
    private FieldText _lastEventId;
    private bool _hasPendingId;
    private bool _tooLarge;

    /// <summary>Starts at the beginning of a stream.</summary>
    /// <param name="maxEventBytes">
    /// The most bytes that the type, the id and the data of one event and the line being read may have together. Positive.
    /// </param>
    /// <param name="lastEventId">
    /// The last event id from an earlier connection, which holds until the stream sets another; empty for none.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxEventBytes"/> is not positive.</exception>
    public SseFrameParser(int maxEventBytes = DefaultMaxEventBytes, ReadOnlySpan<byte> lastEventId = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEventBytes);
        _maxEventBytes = maxEventBytes;
        _lastEventId.Set(lastEventId);
    }

    /// <summary>The last event id string: what a reconnect sends. Valid until the next <see cref="TryRead"/>.</summary>
    public ReadOnlySpan<byte> LastEventId => _lastEventId.Value;

    internal int Capacity => _lines.Capacity;

    /// <summary>Memory to receive bytes into, never empty.</summary>
    /// <param name="sizeHint">The least length wanted; 0 leaves it to the parser.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sizeHint"/> is negative.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        return _lines.GetRoom(sizeHint);
    }

    /// <summary>Takes over the first bytes of what <see cref="GetMemory"/> returned last.</summary>
    /// <param name="count">How many were received.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or more than there was room for.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _lines.Room);
        _lines.Advance(count);
    }

    /// <summary>Copies bytes that were received elsewhere.</summary>
    /// <param name="utf8">The next bytes of the stream.</param>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(_lines.GetRoom(utf8.Length).Span);
        _lines.Advance(utf8.Length);
    }

    /// <summary>Takes the next event, comment, reconnection time or position out of the bytes received so far.</summary>
    /// <param name="frame">What was found. Its spans are valid until the next call of any member.</param>
    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="SseEventTooLargeException">
    /// An event or a line exceeds the limit. Every later call throws it again; what came before has been returned.
    /// </exception>
    public bool TryRead(out SseFrame frame)
    {
        if (_tooLarge) throw new SseEventTooLargeException(_maxEventBytes);
        while (_lines.TryReadLine(out var start, out var length))
        {
            ThrowIfTooLarge(length);
            if (length == 0 ? EndBlock(out frame) : ReadField(start, length, out frame)) return true;
        }
        ThrowIfTooLarge(_lines.PendingLength);
        frame = default;
        return false;
    }

    /// <summary>Gives the memory back; the parser then starts at the beginning of a stream, its last event id kept.</summary>
    public void Dispose()
    {
        _lines.Clear();
        _type.Clear();
        _hasPendingId = _tooLarge = false;
    }

    private bool EndBlock(out SseFrame frame)
    {
        var committed = _hasPendingId;
        if (committed) (_lastEventId, _pendingId, _hasPendingId) = (_pendingId, _lastEventId, false);
        var type = _type.Value;
        _type.Clear();
        if (_lines.HasHeld)
        {
            frame = new SseFrame(SseFrameKind.Event, type.IsEmpty ? "message"u8 : type, FieldText.Valid(_lines.Held), LastEventId);
            _lines.Release();
            return true;
        }
        frame = committed ? new SseFrame(SseFrameKind.Position, default, default, LastEventId) : default;
        return committed;
    }

    private bool ReadField(int start, int length, out SseFrame frame)
    {
        // Most lines are no frame of their own: what is not returned is not written either.
        Unsafe.SkipInit(out frame);
        var line = _lines.Slice(start, length);
        if (line.StartsWith("data:"u8))
        {
            var value = ValueStart(line, 5);
            _lines.Hold(start + value, length - value);
            return false;
        }
        if (line.StartsWith("id:"u8)) SetPendingId(line[ValueStart(line, 3)..]);
        else if (line.StartsWith("event:"u8)) _type.Set(line[ValueStart(line, 6)..]);
        else return ReadOtherField(line, start, out frame);
        return false;
    }

    /// <summary>Comments, retry, the three fields above without a colon, and what is ignored.</summary>
    private bool ReadOtherField(ReadOnlySpan<byte> line, int start, out SseFrame frame)
    {
        frame = default;
        if (line[0] == Colon)
        {
            frame = new SseFrame(SseFrameKind.Comment, default, FieldText.Valid(line[ValueStart(line, 1)..]), LastEventId);
            return true;
        }
        if (line.StartsWith("retry:"u8)) return TryReadRetry(line[ValueStart(line, 6)..], out frame);
        if (line.SequenceEqual("data"u8)) _lines.Hold(start + line.Length, 0);
        else if (line.SequenceEqual("id"u8)) SetPendingId(default);
        else if (line.SequenceEqual("event"u8)) _type.Set(default);
        return false;
    }

    private static int ValueStart(ReadOnlySpan<byte> line, int afterColon) =>
        afterColon < line.Length && line[afterColon] == Space ? afterColon + 1 : afterColon;

    private void SetPendingId(ReadOnlySpan<byte> value)
    {
        if (value.Contains((byte)0)) return;
        _pendingId.Set(value);
        _hasPendingId = true;
    }

    private bool TryReadRetry(ReadOnlySpan<byte> value, out SseFrame frame)
    {
        frame = default;
        if (value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        var milliseconds = 0L;
        foreach (var digit in value) milliseconds = Math.Min(milliseconds * 10 + (digit - '0'), int.MaxValue);
        frame = new SseFrame(SseFrameKind.Retry, default, default, LastEventId, TimeSpan.FromMilliseconds(milliseconds));
        return true;
    }

    private void ThrowIfTooLarge(int lineLength)
    {
        var size = (long)lineLength + _lines.HeldLength + _type.Length + (_hasPendingId ? _pendingId.Length : 0);
        if (size <= _maxEventBytes) return;
        _tooLarge = true;
        throw new SseEventTooLargeException(_maxEventBytes);
    }
}
