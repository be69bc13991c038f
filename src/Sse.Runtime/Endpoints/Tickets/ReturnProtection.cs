using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Sse;

/// <summary>Makes the value of a cookie, which says that the client of one redeemed ticket may come back.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReturnProtection(IDataProtectionProvider keys)
{
    private const string Purpose = "Sse.TicketCookie";
    private const int MostCharacters = 1_000;
    private const int IssuedAt = 16;
    private const int ExpiresAt = IssuedAt + sizeof(long);
    private const int Length = ExpiresAt + sizeof(long);

    /// <summary>Writes it.</summary>
    public string Protect(Type hub, Guid ticket, DateTimeOffset issued, DateTimeOffset expires)
    {
        var bytes = new byte[Length];
        ticket.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(IssuedAt), issued.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(ExpiresAt), expires.UtcTicks);
        return Base64Url.EncodeToString(ProtectorOf(hub).Protect(bytes));
    }

    /// <summary>Reads it.</summary>
    /// <returns>False when it was not written for this ticket.</returns>
    public bool TryUnprotect(Type hub, Guid ticket, string value, out DateTimeOffset issued, out DateTimeOffset expires)
    {
        (issued, expires) = (default, default);
        if (value.Length > MostCharacters) return false;
        try
        {
            var bytes = ProtectorOf(hub).Unprotect(Base64Url.DecodeFromChars(value));
            if (bytes.Length != Length || new Guid(bytes.AsSpan(0, IssuedAt)) != ticket) return false;
            issued = new(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(IssuedAt)), TimeSpan.Zero);
            expires = new(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(ExpiresAt)), TimeSpan.Zero);
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private IDataProtector ProtectorOf(Type hub) => keys.CreateProtector(Purpose, hub.ToString());
}
