using System.Buffers.Binary;
using System.Text;

namespace Sse;

/// <summary>The record of an order to disconnect: a version, flags, who gave it, the length of the claim's type, the type and the value.</summary>
internal static class DisconnectRecord
{
    /// <summary>The topic of records that are no events. Nobody can read it: what their loss says of it concerns no reader.</summary>
    public const string Topic = "sse-user.";

    private const byte Version = 1;
    private const byte ForGood = 1;
    private const byte EveryStream = 2;
    private const int NodeAt = 2;
    private const int LengthAt = NodeAt + 16;
    private const int TextAt = LengthAt + 4;

    /// <summary>Writes it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="node">Who gives it: it has been carried out there.</param>
    public static StoreRecord Of(ClaimDisconnect order, Guid node)
    {
        var type = Encoding.UTF8.GetBytes(order.Type);
        var frame = new byte[TextAt + type.Length + Encoding.UTF8.GetByteCount(order.Value)];
        frame[0] = Version;
        frame[1] = (byte)((order.ForGood ? ForGood : 0) | (order.IsForEveryStream ? EveryStream : 0));
        node.TryWriteBytes(frame.AsSpan(NodeAt));
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(LengthAt), type.Length);
        type.CopyTo(frame, TextAt);
        Encoding.UTF8.GetBytes(order.Value, frame.AsSpan(TextAt + type.Length));
        return new StoreRecord { Kind = StoreRecordKind.Disconnect, Topics = [Topic], Frame = frame, At = order.At };
    }

    /// <summary>Reads it.</summary>
    /// <returns>Null when it is of a version that knows more, or was given here.</returns>
    public static ClaimDisconnect? Read(StoreRecord record, Guid node)
    {
        var frame = record.Frame.Span;
        if (frame.Length < TextAt || frame[0] != Version || new Guid(frame[NodeAt..LengthAt]) == node) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(frame[LengthAt..]);
        if (length < 0 || length > frame.Length - TextAt) return null;
        return new ClaimDisconnect(
            Encoding.UTF8.GetString(frame.Slice(TextAt, length)),
            Encoding.UTF8.GetString(frame[(TextAt + length)..]),
            (frame[1] & ForGood) != 0, (frame[1] & EveryStream) != 0, record.At);
    }
}
