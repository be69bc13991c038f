using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sse.Nats;

/// <summary>
/// Packs records into the body of a message: "SSE", a version, the message's id, how many records, and the records, each
/// behind its length, so that versions which know more of a record can add it at its end.
/// </summary>
internal sealed class MessageWriter
{
    /// <summary>Begins every message.</summary>
    public static ReadOnlySpan<byte> Mark => "SSE"u8;

    /// <summary>The version of the form.</summary>
    public const byte Version = 1;

    /// <summary>What a message has besides its records, at most.</summary>
    public const int Overhead = 32;

    private readonly ArrayBufferWriter<byte> _records = new(4096);
    private readonly ArrayBufferWriter<byte> _record = new(1024);

    /// <summary>How many records there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they take.</summary>
    public int Bytes => _records.WrittenCount;

    /// <summary>Whether one of them completes topics.</summary>
    public bool Completes { get; private set; }

    /// <summary>Packs a record, without adding it.</summary>
    /// <returns>How many bytes it takes.</returns>
    public int Pack(StoreRecord record)
    {
        _record.ResetWrittenCount();
        Write(_record, (uint)record.Kind);
        BinaryPrimitives.WriteInt64LittleEndian(_record.GetSpan(8), record.At.UtcTicks);
        _record.Advance(8);
        Write(_record, (uint)record.Topics.Count);
        foreach (var topic in record.Topics)
        {
            Write(_record, (uint)Encoding.UTF8.GetByteCount(topic));
            Encoding.UTF8.GetBytes(topic, _record);
        }
        Write(_record, record.IsKeyed ? (uint)record.Key.Length + 1 : 0);
        if (record.IsKeyed) _record.Write(record.Key.Span);
        Write(_record, (uint)record.Frame.Length);
        _record.Write(record.Frame.Span);
        return _record.WrittenCount + 5;
    }

    /// <summary>Adds the record that was packed.</summary>
    public void Add(StoreRecordKind kind)
    {
        Write(_records, (uint)_record.WrittenCount);
        _records.Write(_record.WrittenSpan);
        Completes |= kind == StoreRecordKind.Completion;
        Count++;
    }

    /// <summary>The body of the message with what was added; empty again afterwards.</summary>
    public byte[] Take(Guid id)
    {
        var body = new ArrayBufferWriter<byte>(_records.WrittenCount + Overhead);
        body.Write(Mark);
        body.Write([Version]);
        id.TryWriteBytes(body.GetSpan(16), bigEndian: true, out _);
        body.Advance(16);
        Write(body, (uint)Count);
        body.Write(_records.WrittenSpan);
        _records.ResetWrittenCount();
        (Count, Completes) = (0, false);
        return body.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> target, uint value)
    {
        var span = target.GetSpan(5);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        target.Advance(length);
    }
}
