using System.Buffers.Binary;

namespace Sse;

/// <summary>The record of an attempt to redeem a ticket: a version, the ticket's id, the attempt's own, and when the ticket is over.</summary>
internal static class TicketRecord
{
    private const byte Version = 1;
    private const int IdBytes = 16;
    private const int ByAt = 1 + IdBytes;
    private const int UntilAt = ByAt + IdBytes;
    private const int Length = UntilAt + sizeof(long);

    /// <summary>Writes it.</summary>
    /// <param name="claim">The attempt.</param>
    /// <param name="at">When it was made.</param>
    public static StoreRecord Of(in TicketClaim claim, DateTimeOffset at)
    {
        var frame = new byte[Length];
        frame[0] = Version;
        claim.Ticket.TryWriteBytes(frame.AsSpan(1));
        claim.By.TryWriteBytes(frame.AsSpan(ByAt));
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(UntilAt), claim.Until.ToUnixTimeMilliseconds());
        return new StoreRecord { Kind = StoreRecordKind.Ticket, Topics = [DisconnectRecord.Topic], Frame = frame, At = at };
    }

    /// <summary>Reads it.</summary>
    /// <returns>Null when it is of a version that knows more.</returns>
    public static TicketClaim? Read(StoreRecord record)
    {
        var frame = record.Frame.Span;
        if (frame.Length < Length || frame[0] != Version) return null;
        var until = BinaryPrimitives.ReadInt64LittleEndian(frame[UntilAt..]);
        if (until < 0 || until > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) return null;
        return new TicketClaim(new Guid(frame[1..ByAt]), new Guid(frame[ByAt..UntilAt]), DateTimeOffset.FromUnixTimeMilliseconds(until));
    }
}
